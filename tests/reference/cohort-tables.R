# Tables 1 to 4 of a cohort, every cell: for tests of CohortTables. R 4.2.2, base only.
# Run: Rscript tests/reference/cohort-tables.R OUTPUT_CSV
# Reads tests/Urif.Cohorts.Tests/Tables/cohort-SYNTHETIC.csv: random cycles, no patients.
# Rule of the paper (section 1.4): shapiro.test above 0.05 in each group -> mean, SD, t.test(var.equal = TRUE); else median,
# quantile(type = 6) as SPSS, wilcox.test(correct = FALSE), exact below 50 without ties; z from the same formula, sign as SPSS (not positive).
# Counts: an expected count below 5 -> fisher.test, else chisq.test(correct = FALSE).
# Standardised differences: Austin 2009, Stat Med 28:3083-3107.
# Tolerance of the tests: relative 1e-10; printed texts to the digit (rounded half away from zero at 15 significant digits).
output <- commandArgs(trailingOnly = TRUE)[1]
folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
d <- read.csv(file.path(folder, "..", "Urif.Cohorts.Tests", "Tables", "cohort-SYNTHETIC.csv"))
d$homa_ir <- d$fpg * d$fins / 22.5
d$stage_cleavage <- as.integer(d$stage == "cleavage"); d$stage_blastocyst <- 1L - d$stage_cleavage
d$cycle_fresh <- as.integer(d$cycle == "fresh"); d$cycle_frozen <- 1L - d$cycle_fresh
yes <- function(x) ifelse(x == "yes", 1L, ifelse(x == "no", 0L, NA))
for (v in c("metformin", "hcg_positive", "clinical_pregnancy", "ectopic", "early_loss", "late_loss", "live_birth")) d[[v]] <- yes(d[[v]])
ir <- d$homa_ir >= 2.14; met <- d$metformin == 1
transfer <- c("embryos_transferred", "stage_cleavage", "stage_blastocyst", "cycle_fresh", "cycle_frozen")
marks <- c("fins", "ins_2h", "fpg", "pg_2h")
treated <- c("age", "bmi", "prior_losses", "prior_failed_cycles", transfer, marks, "homa_ir", "clinical_pregnancy", "live_birth", "early_loss")
tables <- list(
  list(!ir & !met, ir & !met, c("age", "bmi", "prior_losses", "prior_transfer_cycles", "prior_failed_cycles", "prior_cleavage_embryos", "prior_blastocysts", marks)),
  list(!ir & !met, ir & !met, c(transfer, "clinical_pregnancy", "ectopic", "early_loss", "late_loss", "live_birth")),
  list(ir & met, ir & !met, treated),
  list(!ir & met, !ir & !met, treated))
outcomes <- c("clinical_pregnancy", "ectopic", "early_loss", "late_loss", "live_birth")
binary <- c("stage_cleavage", "stage_blastocyst", "cycle_fresh", "cycle_frozen", outcomes)
rounded <- function(x, digits = 2) { # half away from zero
  k <- floor(abs(x) * 10^digits * (1 + 4e-15) + 0.5)
  sprintf("%.*f", digits, ifelse(k == 0, 0, sign(x)) * k / 10^digits)
}
printed_p <- function(p) if (p < 0.001) "<0.001" else rounded(p, 3)
lines <- "denominator,table,variable,group,statistic,value"
put <- function(den, t, v, g, statistic, value)
  lines[length(lines) + 1] <<- paste(den, t, v, g, statistic, if (is.character(value)) value else sprintf("%.17g", value), sep = ",")
for (den in c("Transfer", "PositiveHcg", "ClinicalPregnancy")) for (t in 1:4) for (v in tables[[t]][[3]]) {
  if (den != "Transfer" && !(v %in% outcomes)) next
  within <- switch(den, Transfer = rep(TRUE, nrow(d)), PositiveHcg = d$hcg_positive == 1, ClinicalPregnancy = d$clinical_pregnancy == 1)
  rows <- lapply(tables[[t]][1:2], function(g) d[[v]][g & within])
  x <- lapply(rows, function(r) as.numeric(r[!is.na(r)]))
  for (g in 1:2) {
    put(den, t, v, g, "used", length(x[[g]])); put(den, t, v, g, "missing", sum(is.na(rows[[g]])))
  }
  if (v %in% binary) {
    k <- sapply(x, sum); n <- sapply(x, length); p <- k / n
    for (g in 1:2) {
      put(den, t, v, g, "count", k[g]); put(den, t, v, g, "percent", 100 * p[g])
      put(den, t, v, g, "printed", sprintf("%d (%s)", as.integer(k[g]), rounded(100 * p[g])))
    }
    if (v %in% c("stage_blastocyst", "cycle_frozen")) next
    smd <- (p[1] - p[2]) / sqrt((p[1] * (1 - p[1]) + p[2] * (1 - p[2])) / 2)
    if (is.finite(smd)) put(den, t, v, "", "smd", smd)
    if (sum(k) == 0 || sum(k) == sum(n)) { put(den, t, v, "", "test", "none"); next }
    m <- rbind(k, n - k)
    test <- suppressWarnings(chisq.test(m, correct = FALSE))
    put(den, t, v, "", "expected", min(test$expected))
    if (min(test$expected) < 5) {
      f <- fisher.test(m)
      put(den, t, v, "", "test", "FisherExact"); put(den, t, v, "", "p", f$p.value); put(den, t, v, "", "printed_p", printed_p(f$p.value))
    } else {
      put(den, t, v, "", "test", "PearsonChiSquare")
      put(den, t, v, "", "statistic", test$statistic); put(den, t, v, "", "df", test$parameter); put(den, t, v, "", "p", test$p.value)
      put(den, t, v, "", "printed_statistic", rounded(test$statistic)); put(den, t, v, "", "printed_p", printed_p(test$p.value))
    }
    next
  }
  shapiro <- lapply(x, shapiro.test)
  normal <- all(sapply(shapiro, function(s) s$p.value) > 0.05)
  for (g in 1:2) {
    q <- quantile(x[[g]], c(0.25, 0.5, 0.75), type = 6, names = FALSE)
    put(den, t, v, g, "mean", mean(x[[g]])); put(den, t, v, g, "sd", sd(x[[g]]))
    put(den, t, v, g, "q1", q[1]); put(den, t, v, g, "median", q[2]); put(den, t, v, g, "q3", q[3])
    put(den, t, v, g, "w", shapiro[[g]]$statistic); put(den, t, v, g, "shapiro_p", shapiro[[g]]$p.value)
    put(den, t, v, g, "printed", if (normal) paste0(rounded(mean(x[[g]])), "\u00b1", rounded(sd(x[[g]])))
      else paste0(rounded(q[2]), " (", rounded(q[1]), "\u2013", rounded(q[3]), ")"))
  }
  put(den, t, v, "", "smd", (mean(x[[1]]) - mean(x[[2]])) / sqrt((var(x[[1]]) + var(x[[2]])) / 2))
  if (normal) {
    test <- t.test(x[[1]], x[[2]], var.equal = TRUE)
    put(den, t, v, "", "test", "StudentT"); put(den, t, v, "", "statistic", test$statistic); put(den, t, v, "", "df", test$parameter)
    statistic <- test$statistic
  } else {
    exact <- max(lengths(x[1:2])) < 50 && !any(duplicated(c(x[[1]], x[[2]])))
    test <- wilcox.test(x[[1]], x[[2]], exact = exact, correct = FALSE)
    n1 <- as.numeric(length(x[[1]])); n2 <- as.numeric(length(x[[2]])); ties <- table(rank(c(x[[1]], x[[2]])))
    ties <- as.numeric(ties)
    statistic <- -abs(test$statistic - n1 * n2 / 2) / sqrt(n1 * n2 / 12 * (n1 + n2 + 1 - sum(ties^3 - ties) / ((n1 + n2) * (n1 + n2 - 1))))
    put(den, t, v, "", "test", "MannWhitney"); put(den, t, v, "", "statistic", statistic)
  }
  put(den, t, v, "", "p", test$p.value)
  put(den, t, v, "", "printed_statistic", rounded(statistic)); put(den, t, v, "", "printed_p", printed_p(test$p.value))
}
con <- file(output, "wb"); writeLines(enc2utf8(lines), con, useBytes = TRUE); close(con)
