# Expected values of what-if analyses. Rscript what-if.R OUTPUT_CSV
# Written with R 4.2.2; mvtnorm 1.1-3 for the boundaries of group-sequential designs (pmvnorm, TVPACK up to three looks).
#
# One row a value: what it is of, which case (its numbers, separated by spaces), the value. Other ways than the library's: integrals by
# integrate(), roots by uniroot() with tol 1e-14, exact power and fragility by trying every table with fisher.test and chisq.test, the
# risks under a margin by Farrington and Manning's trigonometric formula, Breslow-Day from a fitted common odds ratio.
# Tolerance of the comparison: relative 1e-8 (integrals 1e-7 where nested, boundaries 1e-6), as the test says.
suppressMessages(library(mvtnorm))

out <- data.frame(quantity = character(), case = character(), value = numeric())
add <- function(quantity, case, value) out[nrow(out) + 1, ] <<- list(quantity, paste(format(case, trim = TRUE, digits = 15), collapse = " "), value)
root <- function(f, lo, hi) uniroot(f, c(lo, hi), tol = 1e-14, maxiter = 10000)$root

# Type S and M errors, by numerical integration of the normal density.
for (case in list(c(0.5, 1), c(2, 8.1), c(0.2, 0.1), c(1, 1))) {
  d <- case[1] / case[2]; z <- qnorm(0.975)
  add("power", case, pnorm(-z - d) + pnorm(z - d, lower.tail = FALSE))
  p <- pnorm(-z - d) + pnorm(z - d, lower.tail = FALSE)
  add("type_s", case, pnorm(-z - d) / p)
  tail <- function(a, b) integrate(function(x) abs(x) * dnorm(x, d), a, b, rel.tol = 1e-12)$value
  add("type_m", case, (tail(z, Inf) + tail(-Inf, -z)) / p / d)
}

# Analysis of credibility: the prior whose posterior interval just touches 1.
posterior_limit <- function(m, s, prior_m, prior_s, side) {
  v <- 1 / (1 / s^2 + 1 / prior_s^2); mean <- v * (m / s^2 + prior_m / prior_s^2); mean + side * qnorm(0.975) * sqrt(v)
}
for (case in list(c(0.47, 0.23, 0.97), c(1.9, 1.2, 3.1), c(1.385, 0.978, 2.654))) {
  l <- log(case[2]); u <- log(case[3]); m <- (l + u) / 2; s <- (u - l) / 2 / qnorm(0.975); side <- -sign(m)
  if (l * u > 0) limit <- exp(root(function(a) posterior_limit(m, s, 0, a / qnorm(0.975), side), 1e-6, 50))
  else { a <- root(function(a) posterior_limit(m, s, sign(m) * a / 2, a / 2 / qnorm(0.975), side), 1e-3, 50); limit <- exp(sign(m) * a) }
  add("credibility", case, limit)
}

# Regression to the mean: mean, SD, reliability, cut-off. By integration of the bivariate density.
for (case in list(c(0.7, 0.5, 0.8, log(2.14)), c(0, 1, 0.5, 1))) {
  m <- case[1]; s <- case[2]; r <- case[3]; z <- (case[4] - m) / s
  high <- pnorm(z, lower.tail = FALSE)
  second <- integrate(function(x) x * r * dnorm(x), z, Inf, rel.tol = 1e-12)$value / high
  first <- integrate(function(x) x * dnorm(x), z, Inf, rel.tol = 1e-12)$value / high
  add("fall", case, s * (first - second))
  both <- pmvnorm(c(z, z), c(Inf, Inf), corr = matrix(c(1, r, r, 1), 2), algorithm = TVPACK(1e-15))
  add("would_be_low", case, 1 - both[1] / high)
}

# p.adjust.
p <- c(0.01, 0.02, 0.03, 0.04, 0.05, 0.001, 0.8, 0.045)
for (method in c("bonferroni", "holm", "hochberg", "BH")) for (i in seq_along(p)) add(method, i, p.adjust(p, method)[i])

# Fragility: every change of outcomes, by fisher.test.
fisher <- function(a, n1, c, n2) fisher.test(matrix(c(a, n1 - a, c, n2 - c), 2))$p.value
for (case in list(c(3, 50, 14, 52), c(16, 138, 30, 112), c(19, 64, 40, 112), c(10, 40, 12, 40), c(1, 20, 9, 20))) {
  a <- case[1]; n1 <- case[2]; c <- case[3]; n2 <- case[4]
  significant <- fisher(a, n1, c, n2) < 0.05
  least <- Inf; walsh <- Inf
  for (x in 0:n1) for (y in 0:n2) if (abs(x - a) + abs(y - c) < least && (fisher(x, n1, y, n2) < 0.05) != significant)
    least <- abs(x - a) + abs(y - c)
  other <- if (a <= c) (if ((a / n1 <= c / n2) == significant) a:n1 else a:0) else (if ((c / n2 <= a / n1) == significant) c:n2 else c:0)
  for (x in other) if (is.infinite(walsh) && ((if (a <= c) fisher(x, n1, c, n2) else fisher(a, n1, x, n2)) < 0.05) != significant)
    walsh <- abs(x - min(a, c))
  add("fragility_least", case, least)
  add("fragility_fewer", case, walsh)
}

# Two arms, Bayes: events, n, events, n, prior mean and SD of the log odds ratio, beta prior of the second risk.
for (case in list(c(19, 64, 40, 112, 0, 0.5, 1, 1), c(3, 21, 16, 138, 0, 1, 1, 1), c(0, 10, 4, 12, 0, 2, 1, 1), c(45, 100, 60, 100, -0.5, 0.4, 2, 3))) {
  a <- case[1]; n1 <- case[2]; c <- case[3]; n2 <- case[4]
  top <- 0
  logf <- function(p2, t) { o <- qlogis(p2) + t
    a * plogis(o, log.p = TRUE) + (n1 - a) * plogis(-o, log.p = TRUE) + dbeta(p2, case[7] + c, case[8] + n2 - c, log = TRUE) + dnorm(t, case[5], case[6], log = TRUE) }
  grid <- expand.grid(p = seq(0.001, 0.999, length.out = 400), t = seq(-8, 8, length.out = 400)); top <- max(logf(grid$p, grid$t))
  # In the second risk from 0 to 1, split at its posterior's quantiles; the effect from -Inf to the threshold, split at the mode.
  cuts <- c(0, qbeta(c(1e-6, 0.01, 0.25, 0.5, 0.75, 0.99, 1 - 1e-6), case[7] + c, case[8] + n2 - c), 1)
  inner <- function(p2, to) { best <- optimize(function(t) logf(p2, t), c(-60, 60), maximum = TRUE)$maximum
    f <- function(t) exp(logf(p2, t) - top)
    pieces <- best + c(-40, -12, -6, -3, -1.5, 0, 1.5, 3, 6, 12, 40)
    pieces <- c(pieces[pieces < to], min(to, pieces[length(pieces)])); if (length(pieces) < 2) return(0)
    sum(sapply(seq_along(pieces)[-1], function(i) integrate(f, pieces[i - 1], pieces[i], rel.tol = 1e-11, abs.tol = 0, stop.on.error = FALSE)$value)) }
  over_risk <- function(threshold) sum(sapply(seq_along(cuts)[-1], function(i) integrate(Vectorize(function(p2) inner(p2, threshold(p2))),
    cuts[i - 1], cuts[i], rel.tol = 1e-10, abs.tol = 1e-14, stop.on.error = FALSE)$value))
  total <- over_risk(function(p2) Inf)
  limit <- function(p1, p2) if (p1 >= 1) Inf else if (p1 <= 0) -Inf else qlogis(p1) - qlogis(p2)
  add("or_below_1", case, over_risk(function(p2) 0) / total)
  add("rr_below_0.8", case, over_risk(function(p2) limit(0.8 * p2, p2)) / total)
  add("rd_below_-0.05", case, over_risk(function(p2) limit(p2 - 0.05, p2)) / total)
  none <- lbeta(case[7] + a + c, case[8] + n1 + n2 - a - c) - lbeta(case[7], case[8])
  add("bayes_factor", case, exp(log(total) + top + lbeta(case[7] + c, case[8] + n2 - c) - lbeta(case[7], case[8]) - none))
}

# Power: treated, control risk, women in each arm.
for (case in list(c(0.30, 0.45, 100), c(0.12, 0.27, 120), c(0.5, 0.6, 388)))
  add("power_chi_square", case, power.prop.test(n = case[3], p1 = case[1], p2 = case[2])$power)
for (case in list(c(0.30, 0.45, 0.8), c(0.12, 0.27, 0.9))) add("size_chi_square", case, ceiling(power.prop.test(p1 = case[1], p2 = case[2], power = case[3])$n))
for (case in list(c(0.2, 0.5, 25, 30), c(0.05, 0.4, 18, 20))) {
  n1 <- case[3]; n2 <- case[4]; exact <- chi <- 0
  for (x in 0:n1) for (y in 0:n2) { w <- dbinom(x, n1, case[1]) * dbinom(y, n2, case[2])
    if (fisher(x, n1, y, n2) <= 0.05) exact <- exact + w
    if (x + y > 0 && x + y < n1 + n2 && suppressWarnings(chisq.test(matrix(c(x, n1 - x, y, n2 - y), 2), correct = FALSE)$p.value) <= 0.05) chi <- chi + w }
  add("power_fisher_exact", case, exact)
  add("power_chi_square_exact", case, chi)
}
# Non-inferiority of treated against control: margin, women in each arm, one-sided 0.025.
farrington <- function(p1, p2, n1, n2, d) { th <- n2 / n1; a <- 1 + th; b <- -(1 + th + p1 + th * p2 + d * (th + 2))
  c <- d^2 + d * (2 * p1 + th + 1) + p1 + th * p2; e <- -p1 * d * (1 + d)
  v <- b^3 / (3 * a)^3 - b * c / (6 * a^2) + e / (2 * a); u <- sign(v) * sqrt(b^2 / (3 * a)^2 - c / (3 * a)); w <- (pi + acos(v / u^3)) / 3
  q1 <- 2 * u * cos(w) - b / (3 * a); c(q1, q1 - d) }
for (case in list(c(0.30, 0.30, 0.10, 200, 200), c(0.25, 0.28, 0.08, 150, 300))) {
  p1 <- case[1]; p2 <- case[2]; d <- case[3]; n1 <- case[4]; n2 <- case[5]; q <- farrington(p1, p2, n1, n2, d)
  s0 <- sqrt(q[1] * (1 - q[1]) / n1 + q[2] * (1 - q[2]) / n2); s1 <- sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
  add("power_non_inferior", case, pnorm((d - (p1 - p2) - qnorm(0.975) * s0) / s1))
}

# Group-sequential: probability of no crossing by pmvnorm.
stays <- function(b, t, drift = 0) { k <- length(t); if (k == 1) return(pnorm(b - drift) - pnorm(-b - drift))
  s <- outer(t, t, function(x, y) sqrt(pmin(x, y) / pmax(x, y)))
  m <- drift * sqrt(t)
  if (k <= 3) {
    # Inclusion and exclusion: TVPACK does one-sided limits alone.
    signs <- as.matrix(expand.grid(rep(list(c(1, -1)), k)))
    sum(apply(signs, 1, function(g) prod(g) * pmvnorm(upper = ifelse(g > 0, b, -b), mean = m, corr = s, algorithm = TVPACK(1e-14))[1]))
  } else pmvnorm(-b, b, mean = m, corr = s, algorithm = Miwa(steps = 4097))[1] }
for (k in c(2, 3)) { t <- (1:k) / k
  add("pocock", k, root(function(c) stays(rep(c, k), t) - 0.95, 1.5, 4))
  add("obrien_fleming", k, root(function(c) stays(c / sqrt(t), t) - 0.95, 1.5, 4)) }
spent <- function(t) 4 * pnorm(qnorm(1 - 0.0125) / sqrt(t), lower.tail = FALSE)
t <- c(0.3, 0.7, 1); b <- c()
for (k in 1:3) b <- c(b, root(function(z) 1 - stays(c(b, z), t[1:k]) - spent(t[k]), 1, 8))
for (k in 1:3) add("spending", k, b[k])
add("sequential_power", 3, 1 - stays(b, t, 2.8))

# Two strata: Breslow-Day with Tarone's correction, ratio of odds ratios by glm.
for (case in list(c(59, 138, 43, 112, 8, 21, 30, 64), c(12, 40, 20, 45, 25, 50, 18, 60))) {
  a <- case[c(1, 5)]; n1 <- case[c(2, 6)]; c <- case[c(3, 7)]; n2 <- case[c(4, 8)]
  mh <- sum(a * (n2 - c) / (n1 + n2)) / sum((n1 - a) * c / (n1 + n2))
  fit <- mapply(function(m, n1, n2) root(function(x) x * (n2 - m + x) - mh * (n1 - x) * (m - x), max(0, m - n2), min(n1, m)), a + c, n1, n2)
  v <- 1 / (1 / fit + 1 / (n1 - fit) + 1 / (a + c - fit) + 1 / (n2 - a - c + fit))
  add("breslow_day", case, sum((a - fit)^2 / v) - sum(a - fit)^2 / sum(v))
  d <- data.frame(y = c(a, c), n = c(n1, n2), g = c(1, 1, 0, 0), s = c(1, 0, 1, 0))
  m <- glm(cbind(y, n - y) ~ g * s, binomial, d, control = list(epsilon = 1e-12, maxit = 100))
  add("ratio_of_odds_ratios", case, exp(coef(m)[["g:s"]]))
  add("ratio_p", case, coef(summary(m))["g:s", 4])
}
write.csv(out, commandArgs(TRUE)[1], row.names = FALSE, quote = FALSE)
