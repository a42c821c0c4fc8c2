# Seconds that R takes for the paper's four tables of a cohort, every number of them: data.table for reading and grouping, base R
# for summaries and tests. R 4.2.2, data.table 1.14.8.
# Usage: Rscript tests/Benchmarks/r/cohort-tables.R COHORT_CSV
# Prints: seconds to read, seconds of the tables, and Table 2's live births as a check.
# The Shapiro-Wilk test takes 5000 values: of larger groups a sample is tested, as the C# does.
suppressPackageStartupMessages(library(data.table))
setDTthreads(2)
reading <- system.time(d <- fread(commandArgs(trailingOnly = TRUE)[1], showProgress = FALSE))[["elapsed"]]
set.seed(1995)
tables <- system.time({
  d[, homa_ir := fpg * fins / 22.5]
  d[, `:=`(stage_cleavage = stage == "cleavage", cycle_fresh = cycle == "fresh")]
  for (v in c("clinical_pregnancy", "ectopic", "early_loss", "late_loss", "live_birth")) set(d, j = v, value = d[[v]] == "yes")
  d[, arm := (homa_ir >= 2.14) + 2L * (metformin == "yes")]
  rows <- split(seq_len(nrow(d)), d$arm)
  marks <- c("fins", "ins_2h", "fpg", "pg_2h")
  transfer <- c("embryos_transferred", "stage_cleavage", "cycle_fresh")
  treated <- c("age", "bmi", "prior_losses", "prior_failed_cycles", transfer, marks, "homa_ir", "clinical_pregnancy", "live_birth", "early_loss")
  designs <- list(
    list("0", "1", c("age", "bmi", "prior_losses", "prior_transfer_cycles", "prior_failed_cycles", "prior_cleavage_embryos", "prior_blastocysts", marks)),
    list("0", "1", c(transfer, "clinical_pregnancy", "ectopic", "early_loss", "late_loss", "live_birth")),
    list("3", "1", treated), list("2", "0", treated))
  result <- lapply(designs, function(t) lapply(t[[3]], function(v) {
    x <- d[[v]][rows[[t[[1]]]]]; y <- d[[v]][rows[[t[[2]]]]]
    x <- x[!is.na(x)]; y <- y[!is.na(y)]
    if (is.logical(x)) {
      m <- rbind(c(sum(x), sum(!x)), c(sum(y), sum(!y)))
      test <- suppressWarnings(chisq.test(m, correct = FALSE))
      return(list(m, prop.table(m, 1), if (min(test$expected) < 5) fisher.test(m) else test))
    }
    normal <- function(z) shapiro.test(if (length(z) > 5000) sample(z, 5000) else z)$p.value > 0.05
    both <- normal(x) & normal(y)
    list(mean(x), sd(x), mean(y), sd(y), quantile(x, 1:3 / 4, type = 6), quantile(y, 1:3 / 4, type = 6),
      if (both) t.test(x, y, var.equal = TRUE) else wilcox.test(x, y, exact = FALSE, correct = FALSE))
  }))
})[["elapsed"]]
cat(sprintf("%.3f,%.3f,%d,%d\n", reading, tables, result[[2]][[8]][[1]][1, 1], result[[2]][[8]][[1]][2, 1]))
