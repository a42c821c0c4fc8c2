# Expected values of tests of r x c tables, of F and of analysis of variance. Rscript contingency.R OUTPUT_CSV
# Written with R 4.2.2. Pearson: chisq.test(correct = FALSE); Fisher-Freeman-Halton: fisher.test (workspace 2e7); likelihood ratio
# and linear-by-linear: the textbook formulas; F: pf(lower.tail = FALSE); anova: oneway.test on samples that have the summaries.
# Tolerance of the comparison: relative 1e-10; fisher.test's own p is good to about 1e-7 only where it hashes probabilities: 1e-6.
output <- commandArgs(trailingOnly = TRUE)[1]
tables <- list(
  matrix(c(19, 15, 7, 18, 14, 9), 3), matrix(c(14, 5, 1, 9, 7, 4), 3), matrix(c(90, 30, 30, 40, 60, 50), 3),
  matrix(c(2, 20, 29, 5, 15, 35), 3), matrix(c(3, 0, 2, 1, 4, 2), 3), matrix(c(10, 10, 10, 10, 10, 10), 2),
  matrix(c(5, 3, 1, 2, 6, 2, 1, 1, 7), 3), matrix(c(0, 4, 3, 0, 2, 6), 3), matrix(c(12, 3, 5, 9), 2),
  matrix(c(7, 2, 0, 1, 3, 4, 2, 5), 4), matrix(c(1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3), 3))
rows <- lapply(tables, function(t) {
  kept <- t[rowSums(t) > 0, colSums(t) > 0, drop = FALSE]
  pearson <- suppressWarnings(chisq.test(kept, correct = FALSE))
  e <- outer(rowSums(t), colSums(t)) / sum(t)
  g <- 2 * sum(ifelse(t == 0, 0, t * log(t / e)))
  i <- row(t); j <- col(t); n <- sum(t)
  mx <- sum(i * t) / n; my <- sum(j * t) / n
  r <- sum((i - mx) * (j - my) * t) / sqrt(sum((i - mx)^2 * t) * sum((j - my)^2 * t))
  data.frame(kind = "table", a = paste(apply(t, 1, paste, collapse = " "), collapse = ";"), pearson = unname(pearson$statistic),
    pearson_p = pearson$p.value, g = g, g_p = pchisq(g, pearson$parameter, lower.tail = FALSE),
    exact_p = fisher.test(kept, workspace = 2e7)$p.value, trend = (n - 1) * r^2, trend_p = pchisq((n - 1) * r^2, 1, lower.tail = FALSE))
})
f <- expand.grid(f = c(0.01, 0.5, 1, 2.5, 8, 40), d1 = c(1, 2, 5, 30), d2 = c(1, 3, 20, 120, 2000))
rows <- c(rows, list(data.frame(kind = "f", a = paste(f$f, f$d1, f$d2), pearson = NA, pearson_p = pf(f$f, f$d1, f$d2, lower.tail = FALSE),
  g = NA, g_p = NA, exact_p = NA, trend = NA, trend_p = NA)))
# Samples with exactly these sizes, means and SDs.
exact <- function(n, m, s) { z <- as.vector(scale(seq_len(n)^1.3)); m + s * z }
anova <- function(...) {
  groups <- list(...)
  x <- unlist(lapply(groups, function(g) exact(g[1], g[2], g[3])))
  by <- factor(rep(seq_along(groups), sapply(groups, `[`, 1)))
  test <- oneway.test(x ~ by, var.equal = TRUE)
  data.frame(kind = "anova", a = paste(sapply(groups, paste, collapse = " "), collapse = ";"), pearson = unname(test$statistic),
    pearson_p = test$p.value, g = NA, g_p = NA, exact_p = NA, trend = NA, trend_p = NA)
}
rows <- c(rows, list(anova(c(29, 3.01, 7.31), c(26, -0.45, 7.99), c(17, 7.26, 7.16)), anova(c(10, 5, 2), c(12, 5.5, 2.5)),
  anova(c(20, 1, 0.5), c(20, 1.5, 0.6), c(20, 1.5, 0.4), c(25, 2, 0.7))))
table <- do.call(rbind, rows)
for (k in which(sapply(table, is.numeric))) table[[k]] <- sprintf("%.17g", table[[k]])
write.csv(table, output, row.names = FALSE, quote = FALSE)
