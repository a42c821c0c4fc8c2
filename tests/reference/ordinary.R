# What R gives for the cases of tests/Urif.Audit.Tests/Checks/TestsAndEstimatesTests.cs.
# Run: Rscript tests/reference/ordinary.R OUTPUT_CSV. R 4.2.2, base only. Tolerance of the tests: as many digits as they print.
output <- commandArgs(trailingOnly = TRUE)[1]
rows <- "case,place,value"
line <- function(name, ...) {
  values <- unname(c(...))
  rows <<- c(rows, paste(name, seq_along(values), trimws(formatC(values, digits = 10, format = "g")), sep = ","))
}
trend <- function(m) {
  x <- rep(seq_len(nrow(m)), times = rowSums(m)); g <- unlist(lapply(seq_len(nrow(m)), function(i) rep(0:1, m[i, ])))
  pchisq((sum(m) - 1) * cor(x, g)^2, 1, lower.tail = FALSE)
}
m <- cbind(c(19, 15, 7), c(18, 14, 9))
line("partition.pearson", chisq.test(m)$p.value); line("partition.exact", fisher.test(m)$p.value); line("partition.trend", trend(m))
for (i in 1:3) line(paste0("partition.level", i), chisq.test(rbind(m[i, ], 41 - m[i, ]), correct = FALSE)$p.value)
m <- cbind(c(14, 5, 1), c(9, 7, 4)); q <- suppressWarnings(chisq.test(m))
line("exact-beside-pearson", q$statistic, q$p.value, fisher.test(m)$p.value)
odds <- function(a, n1, c, n2) {
  f <- glm(c(1, 0, 1, 0) ~ c(1, 1, 0, 0), weights = c(a, n1 - a, c, n2 - c), family = binomial)
  line(sprintf("odds.%d.%d.%d.%d", a, n1, c, n2), exp(coef(f)[2]), exp(confint.default(f)[2, ]), exp(suppressMessages(confint(f))[2, ]))
}
odds(30, 60, 15, 58); odds(9, 20, 3, 20); odds(38, 55, 17, 52)
f <- fisher.test(rbind(c(9, 11), c(3, 17))); line("fisher.9.20.3.20", f$estimate, f$conf.int, f$p.value)
f <- fisher.test(rbind(c(38, 17), c(17, 35))); line("fisher.38.55.17.52", f$estimate, f$conf.int, f$p.value)
line("one-sided.fisher", fisher.test(rbind(c(23, 23), c(3, 1)), alternative = "less")$p.value)
line("one-sided.t", pt(-1.58, 38)); line("paired.t", 2 * pt(-4.0621, 9))
line("rank", suppressWarnings(wilcox.test(c(1, 1, 2, 2, 3, 3, 4, 30), c(4, 5, 5, 6, 6, 7, 7, 8))$p.value))
line("text.t", 2 * pt(-2.2, 28)); line("text.chi2", pchisq(7.2, 1, lower.tail = FALSE)); line("text.f", pf(4.5, 2, 57, lower.tail = FALSE))
t <- 0.35 * sqrt(48 / (1 - 0.35^2)); line("text.r", 2 * pt(-t, 48))
line("percent.p", chisq.test(rbind(c(30, 30), c(15, 43)), correct = FALSE)$p.value, chisq.test(rbind(c(30, 70), c(15, 85)), correct = FALSE)$p.value)
line("deaths", chisq.test(rbind(c(64, 5), c(64, 4)), correct = FALSE)$p.value)
s <- sqrt((59 * 3.1^2 + 57 * 3^2) / 116 * (1 / 60 + 1 / 58)); line("mean-difference", 1.1, 1.1 + c(-1, 1) * qt(0.975, 116) * s)
z <- log(0.70) / (log(0.89 / 0.55) / (2 * qnorm(0.975))); line("hazard-ratio", z, 2 * pnorm(-abs(z)))
n <- c(29, 26, 17); y <- c(3.01, -0.45, 7.26); v <- c(7.31, 7.99, 7.16)^2; g <- sum(n * y) / sum(n)
F <- sum(n * (y - g)^2) / 2 / (sum((n - 1) * v) / (sum(n) - 3)); line("anova", F, pf(F, 2, sum(n) - 3, lower.tail = FALSE))
w <- function(x, n, z = qnorm(0.975)) (x + z^2 / 2 + c(-1, 1) * z * sqrt(x * (n - x) / n + z^2 / 4)) / (n + z^2)
a <- w(8, 21); b <- w(50, 138); d <- 8 / 21 - 50 / 138
line("newcombe", 100 * d, 100 * (d - sqrt((8 / 21 - a[1])^2 + (b[2] - 50 / 138)^2)), 100 * (d + sqrt((a[2] - 8 / 21)^2 + (50 / 138 - b[1])^2)))
r <- log((8 / 21) / (50 / 138)); e <- sqrt(1 / 8 - 1 / 21 + 1 / 50 - 1 / 138); line("risk-ratio", exp(r), exp(r + c(-1, 1) * qnorm(0.975) * e))
# Profile limits as roots of the deviance, not by the spline through it that confint takes.
profile <- function(a, n1, c, n2) {
  y <- cbind(c(a, c), c(n1 - a, n2 - c)); x <- c(1, 0); k <- glm.control(epsilon = 1e-15, maxit = 100)
  full <- deviance(glm(y ~ x, family = binomial, control = k)); at <- log(a * (n2 - c) / (c * (n1 - a)))
  f <- function(l) deviance(glm(y ~ 1 + offset(l * x), family = binomial, control = k)) - full - qchisq(0.95, 1)
  sapply(list(c(at - 6, at), c(at, at + 6)), function(i) exp(uniroot(f, i, tol = 1e-14)$root))
}
line("profile.30.60.15.58", profile(30, 60, 15, 58)); line("profile.1.12.7.15", profile(1, 12, 7, 15)); line("profile.2.200.9.180", profile(2, 200, 9, 180))
tt <- function(m1, s1, n1, m2, s2, n2, welch = FALSE) {
  v <- if (welch) s1^2 / n1 + s2^2 / n2 else ((n1 - 1) * s1^2 + (n2 - 1) * s2^2) / (n1 + n2 - 2) * (1 / n1 + 1 / n2)
  df <- if (welch) v^2 / ((s1^2 / n1)^2 / (n1 - 1) + (s2^2 / n2)^2 / (n2 - 1)) else n1 + n2 - 2
  t <- (m1 - m2) / sqrt(v); c(t, 2 * pt(-abs(t), df))
}
line("standard-errors", tt(52.3, 1.28 * sqrt(40), 40, 48.9, 1.19 * sqrt(42), 42)); line("far-off", tt(20, 11, 60, 40, 14, 60))
line("fewer.welch", tt(31.22, 6.22, 76, 34.94, 4.61, 38, TRUE), tt(31.22, 6.22, 83, 34.94, 4.61, 45, TRUE))
pearson <- function(m) { q <- suppressWarnings(chisq.test(m, correct = FALSE)); c(q$statistic, q$p.value) }
line("fewer.counts", pearson(rbind(c(26, 74), c(9, 6))), pearson(rbind(c(26, 77), c(9, 8))))
line("fewer.three", pearson(rbind(c(9, 66), c(3, 19), c(9, 42))), pearson(rbind(c(9, 70), c(3, 19), c(9, 47))))
a <- w(50, 66); b <- w(6, 36); d <- 50 / 66 - 6 / 36
line("newcombe.skew", 100 * d, 100 * (d - sqrt((50 / 66 - a[1])^2 + (b[2] - 6 / 36)^2)), 100 * (d + sqrt((a[2] - 50 / 66)^2 + (6 / 36 - b[1])^2)))
ratio <- function(m) { e <- outer(rowSums(m), colSums(m)) / sum(m); c(2 * sum(m * log(m / e)), chisq.test(m, correct = FALSE)$statistic) }
line("ratio", ratio(rbind(c(20, 94), c(15, 34))), ratio(rbind(c(30, 84), c(4, 45))))
writeLines(rows, output)
