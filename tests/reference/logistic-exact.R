# Exact conditional logistic regression for one binary exposure: one stratum by fisher.test, several by mantelhaen.test(exact = TRUE), for
# tables with small cells, datasets::infert (abortions by education and by parity) and MASS::birthwt (hypertension by race); estimate and limits solved again with uniroot at tolerance 1e-14 on the exact distribution, which
# is summed over all tables here, and checked against R's own, which stop earlier.
# R 4.2.2. Tolerance of the tests: relative 1e-9: uniroot's, through the exponential.
output <- commandArgs(trailingOnly = TRUE)[1]
birthwt <- MASS::birthwt
sets <- list(
  one = array(c(27, 19, 85, 119), c(2, 2, 1)),
  small = array(c(3, 1, 1, 3, 2, 1, 0, 4), c(2, 2, 2)),
  corner = array(c(4, 0, 3, 5, 2, 0, 1, 3), c(2, 2, 2)),
  hypertension = unclass(table(birthwt$ht == 0, birthwt$low == 0, birthwt$race)),
  induced = unclass(table(infert$induced == 0, infert$case == 0, infert$education)),
  parity = unclass(table(infert$spontaneous == 0, infert$case == 0, infert$parity)))
rows <- list()
for (name in names(sets)) {
  t <- sets[[name]]
  d <- 1; low <- 0
  for (k in seq_len(dim(t)[3])) {
    m <- sum(t[1, , k]); n <- sum(t[2, , k]); e <- sum(t[, 1, k])
    support <- max(0, e - n):min(m, e)
    h <- dhyper(support, m, n, e)
    low <- low + support[1]
    d <- rowSums(sapply(seq_along(h), function(j) c(rep(0, j - 1), d * h[j], rep(0, length(h) - j))))
  }
  support <- low + seq_along(d) - 1
  a <- sum(t[1, 1, ])
  p <- function(l) { w <- log(d) + support * l; w <- exp(w - max(w)); w / sum(w) }
  root <- function(f) exp(uniroot(f, c(-30, 30), tol = 1e-14)$root)
  estimate <- if (a == min(support)) 0 else if (a == max(support)) Inf else root(function(l) sum(support * p(l)) - a)
  ci_low <- if (a == min(support)) 0 else root(function(l) log(sum(p(l)[support >= a]) / 0.025))
  ci_high <- if (a == max(support)) Inf else root(function(l) log(sum(p(l)[support <= a]) / 0.025))
  test <- if (dim(t)[3] == 1) fisher.test(t[, , 1]) else mantelhaen.test(t, exact = TRUE)
  # R's roots are good to 1.2e-4 in the odds ratio or its reciprocal.
  below1 <- function(x) pmin(x, 1 / x)
  stopifnot(abs(below1(c(estimate, ci_low, ci_high)) - below1(c(test$estimate[[1]], test$conf.int))) < 1.3e-4)
  g <- function(x) sprintf("%.17g", x)
  rows[[name]] <- data.frame(name, cells = paste(apply(t, 3, function(x) paste(x[1, 1], x[1, 2], x[2, 1], x[2, 2])), collapse = " "),
    p = g(test$p.value), less = g(sum(p(0)[support <= a])), greater = g(sum(p(0)[support >= a])),
    estimate = g(estimate), low = g(ci_low), high = g(ci_high))
}
write.csv(do.call(rbind, rows), output, row.names = FALSE, quote = FALSE)
