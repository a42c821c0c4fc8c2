# Firth's logistic regression of sparse data by a slow maximiser: BFGS (optim) from many random starts, each end polished by Newton's
# method with numerical second derivatives of the analytic score, on orthonormal columns; determinants and leverages by qr. No formula
# of it is shared with the library. Profile intervals by uniroot on the profile that this gives at each value. brglm2 beside it.
# R 4.2.2, brglm2 0.9. Run: Rscript tests/reference/logistic-sparse.R OUTPUT_CSV (some minutes).
# Tolerance of the tests: coefficients and maximum relative 1e-9, ends 1e-7 of the interval's width, as optim ends at a criterion.
output <- commandArgs(trailingOnly = TRUE)[1]
suppressMessages(library(brglm2))
set.seed(14, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
some <- function(n, k) as.numeric(seq_len(n) %in% sample(n, k))
age <- function(n) sample(24:43, n, TRUE)
single <- function(n) { d <- data.frame(x1 = some(n, 1), x2 = age(n)); d$y <- some(n, sample(3:8, 1)); d }
crossed <- function(n) { e <- some(n, n %/% 3); a <- age(n); data.frame(x1 = e, x2 = a, x3 = e * a, y = some(n, 3)) }
few <- function(n) data.frame(x1 = age(n), x2 = round(rnorm(n, 24, 3), 1), y = some(n, sample(1:2, 1)))
collinear <- function(n) { a <- age(n); data.frame(x1 = a, x2 = 2 * a + round(rnorm(n, 0, 1e-2), 4), y = some(n, 5)) }
table22 <- data.frame(x1 = rep(c(0, 1), c(29, 1)), y = c(rep(1, 13), rep(0, 17)))
sets <- c(list(table22), lapply(c(25, 40), single), lapply(c(30, 45), crossed), lapply(c(20, 35), few), lapply(c(25, 40), collinear))
rows <- list()
for (s in seq_along(sets)) {
  d <- sets[[s]]; y <- d$y; n <- length(y); X <- cbind(`(Intercept)` = 1, as.matrix(d[setdiff(names(d), "y")]))
  put <- function(statistic, name, value) rows[[length(rows) + 1]] <<-
    data.frame(set = s, statistic, name, value = paste(sprintf("%.17g", value), collapse = " "))
  for (name in names(d)) put("data", name, d[[name]])
  whole <- qr(X, LAPACK = FALSE); Q <- qr.Q(whole); shift <- sum(log(abs(diag(qr.R(whole)))))
  # Value and score along the columns of B at offset + B g.
  parts <- function(g, B, offset) {
    eta <- offset + drop(B %*% g); mu <- plogis(eta); w <- exp(-abs(eta)) / (1 + exp(-abs(eta)))^2
    f <- qr(Q * sqrt(w), tol = 1e-300, LAPACK = FALSE)
    h <- rowSums(qr.Q(f)^2)
    list(value = sum(ifelse(y == 1, plogis(eta, log.p = TRUE), plogis(-eta, log.p = TRUE))) + sum(log(abs(diag(qr.R(f))))) + shift,
         score = drop(crossprod(B, y - mu + h * (0.5 - mu))))
  }
  greatest <- function(B, offset, starts) {
    best <- list(value = -Inf)
    for (i in seq_len(starts)) {
      g <- -drop(crossprod(B, offset)) + (if (i == 1) 0 else rnorm(ncol(B), 0, sqrt(n) * 2^(i %% 5 - 1)))
      o <- try(optim(g, function(g) -parts(g, B, offset)$value, function(g) -parts(g, B, offset)$score, method = "BFGS",
                     control = list(reltol = 1e-15, maxit = 2000)), silent = TRUE)
      if (!inherits(o, "try-error") && -o$value > best$value) best <- list(value = -o$value, g = o$par)
    }
    for (i in 1:4) {
      k <- length(best$g); H <- matrix(0, k, k); e <- 1e-4
      for (j in seq_len(k)) {
        up <- down <- best$g; up[j] <- up[j] + e; down[j] <- down[j] - e
        H[, j] <- (parts(up, B, offset)$score - parts(down, B, offset)$score) / (2 * e)
      }
      g <- best$g - solve((H + t(H)) / 2, parts(best$g, B, offset)$score)
      if (parts(g, B, offset)$value > best$value - 1e-12) best <- list(value = parts(g, B, offset)$value, g = g)
    }
    best
  }
  top <- greatest(Q, rep(0, n), 40)
  b <- backsolve(qr.R(whole), top$g)
  put("maximum", "", top$value)
  for (j in seq_along(b)) put("coefficient", colnames(X)[j], b[j])
  alone <- glm(y ~ X - 1, family = binomial, method = brglmFit, type = "AS_mean", control = list(epsilon = 1e-12, maxit = 10000))
  # A witness where it ends at all: with leverage 1 its steps need not.
  if (alone$converged && max(abs(coef(alone) - b)) < 1e-6 * max(abs(b))) for (j in seq_along(b)) put("brglm2", colnames(X)[j], coef(alone)[j])
  chi <- qchisq(0.95, 1)
  se <- sqrt(diag(chol2inv(qr.R(qr(X * sqrt(plogis(drop(X %*% b)) * plogis(-drop(X %*% b))))))))
  for (j in seq_along(b)) {
    B <- qr.Q(qr(X[, -j, drop = FALSE]))
    f <- function(v) 2 * (top$value - greatest(B, v * X[, j], 12)$value) - chi
    for (side in c(-1, 1)) {
      far <- 1
      while (f(b[j] + side * far * se[j]) < 0) far <- far + 1
      end <- uniroot(f, sort(b[j] + side * c(far - 1, far) * se[j]), tol = 1e-11 * se[j])$root
      put(if (side < 0) "profile_low" else "profile_high", colnames(X)[j], end)
    }
  }
}
write.csv(do.call(rbind, rows), output, row.names = FALSE, quote = FALSE)
