# Ends of penalised profile likelihood intervals where there are several maxima with the coefficient held: 33 women, one event, nine
# coefficients (synthetic). A slow maximiser: BFGS (optim) from 100 random starts at each value, on orthonormal columns, determinants and
# leverages by qr; no formula is shared with the library. The interval is the continuous set of values around the estimate that the
# penalised likelihood ratio test does not reject (G. Heinze, M. Schemper, Statistics in Medicine 21 (2002); R's logistf), with the greatest
# likelihood at each value: a program that climbs once can end at a lower maximum, reject the value, and stop too early.
# R 4.2.2. Run: Rscript tests/reference/logistic-local-maxima.R OUTPUT_CSV (some minutes).
# Written: the data; the maximum; of two ends a value before and one beyond, the deviances there at the highest maximum, that at the next
# highest before the end, and the greatest deviance at 8 values between 0 and it. The interval ends where the deviance is 3.841459.
output <- commandArgs(trailingOnly = TRUE)[1]
set.seed(14, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
d <- data.frame(
  y = c(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0),
  ir = c(0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0),
  age = c(38, 25, 26, 31, 30, 33, 30, 30, 35, 36, 27, 32, 35, 29, 40, 37, 31, 40, 34, 31, 40, 32, 34, 35, 35, 31, 37, 35, 34, 35, 32,
    34, 36),
  bmi = c(24, 20, 21, 23, 23, 25, 18, 25, 25, 22, 23, 22, 25, 23, 26, 25, 19, 23, 27, 21, 22, 23, 24, 22, 22, 20, 23, 22, 21, 22, 25,
    23, 26),
  prior_losses = c(4, 4, 0, 6, 2, 1, 2, 4, 3, 3, 3, 3, 2, 3, 2, 2, 4, 6, 3, 1, 4, 4, 3, 6, 2, 2, 0, 3, 3, 5, 5, 4, 5),
  fins = c(6.26, 23.17, 7.52, 3.23, 5.95, 7.2, 4.76, 4.08, 3.38, 7.15, 4.2, 7.75, 6.14, 4.34, 3.09, 8.15, 7.78, 7.13, 4.82, 6, 5.66,
    4.84, 6.97, 6.38, 5.63, 6.42, 4.96, 24.82, 3.96, 8.71, 5.44, 6.88, 6.12),
  ins_2h = c(23, 5, 114, 123, 179, 153, 46, 14, 13, 84, 5, 5, 123, 78, 121, 5, 44, 11, 101, 113, 102, 72, 37, 5, 145, 98, 5, 117, 95,
    74, 52, 113, 20),
  fpg = c(5.33, 5.45, 5.04, 6.08, 4.91, 5.06, 4.73, 5.24, 5.3, 5.53, 6.16, 5.82, 5.91, 5.16, 6.13, 5.71, 5.28, 5.73, 5.17, 4.88, 4.92,
    6.04, 5.3, 5.58, 5.3, 5.04, 5.45, 5.43, 5.62, 5, 5.44, 5.79, 5.54),
  pg_2h = c(5.28974, 3.57947, 8.71026, 8.71026, 5.28974, 8.71026, 7, 7, 7, 3.57947, 8.71026, 3.57947, 7, 3.57947, 5.28974, 10.42053,
    8.71026, 10.42053, 10.42053, 8.71026, 10.42053, 3.57947, 10.42053, 7, 10.42053, 10.42053, 8.71026, 8.71026, 5.28974, 10.42053,
    3.57947, 7, 3.57947))
rows <- list()
put <- function(statistic, name, value) rows[[length(rows) + 1]] <<-
  data.frame(statistic, name, value = paste(sprintf("%.17g", value), collapse = " "))
for (name in names(d)) put("data", name, d[[name]])
y <- d$y; n <- length(y); X <- cbind(1, as.matrix(d[-1]))
whole <- qr(X, LAPACK = FALSE); Q <- qr.Q(whole); shift <- sum(log(abs(diag(qr.R(whole)))))
parts <- function(g, B, offset) {
  eta <- offset + drop(B %*% g); mu <- plogis(eta); w <- exp(-abs(eta)) / (1 + exp(-abs(eta)))^2
  f <- qr(Q * sqrt(w), tol = 1e-300, LAPACK = FALSE)
  list(value = sum(ifelse(y == 1, plogis(eta, log.p = TRUE), plogis(-eta, log.p = TRUE))) + sum(log(abs(diag(qr.R(f))))) + shift,
       score = drop(crossprod(B, y - mu + rowSums(qr.Q(f)^2) * (0.5 - mu))))
}
# The different maxima, the highest first.
maxima <- function(B, offset, starts) {
  found <- c()
  for (i in seq_len(starts)) {
    g <- -drop(crossprod(B, offset)) + (if (i == 1) 0 else rnorm(ncol(B), 0, sqrt(n) * 2^(i %% 5 - 1)))
    o <- try(optim(g, function(g) -parts(g, B, offset)$value, function(g) -parts(g, B, offset)$score, method = "BFGS",
                   control = list(reltol = 1e-14, maxit = 1000)), silent = TRUE)
    if (!inherits(o, "try-error") && sqrt(sum(parts(o$par, B, offset)$score^2)) < 1e-3) found <- c(found, -o$value)
  }
  found <- sort(found, decreasing = TRUE)
  found[c(TRUE, -diff(found) > 1e-4)]
}
top <- maxima(Q, rep(0, n), 200)[1]
put("maximum", "", top)
for (end in list(list("prior_losses", c(2.215, 2.2153)), list("ir", c(-76.92, -76.9205)))) {
  B <- qr.Q(qr(X[, -(1 + match(end[[1]], names(d)[-1]))])); x <- d[[end[[1]]]]
  deviances <- function(v, starts) 2 * (top - maxima(B, v * x, starts))
  put("values", end[[1]], end[[2]])
  put("deviances", end[[1]], c(deviances(end[[2]][1], 100)[1], deviances(end[[2]][2], 100)[1]))
  put("next_deviance", end[[1]], deviances(end[[2]][1], 100)[2])
  put("greatest_between", end[[1]], max(sapply((1:8) / 9, function(share) deviances(share * end[[2]][1], 40)[1])))
}
write.csv(do.call(rbind, rows), output, row.names = FALSE, quote = FALSE)
