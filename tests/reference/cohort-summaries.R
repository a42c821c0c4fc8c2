# Continuous rows of Tables 1 to 4 of a cohort with each summary, whatever the Shapiro-Wilk test says: for tests of
# TableVariable.Summary. R 4.2.2, base only.
# Run: Rscript tests/reference/cohort-summaries.R OUTPUT_CSV
# Reads tests/Urif.Cohorts.Tests/Tables/cohort-SYNTHETIC.csv: random cycles, no patients.
# MeanSd: mean, sd, t.test(var.equal = TRUE). MedianQuartiles: quantile(type = 6) as SPSS, wilcox.test(exact = FALSE,
# correct = FALSE); z from the same formula, sign as SPSS (not positive).
# Tolerance of the tests: relative 1e-10; printed texts to the digit (rounded half away from zero at 15 significant digits).
output <- commandArgs(trailingOnly = TRUE)[1]
folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
d <- read.csv(file.path(folder, "..", "Urif.Cohorts.Tests", "Tables", "cohort-SYNTHETIC.csv"))
d$homa_ir <- d$fpg * d$fins / 22.5
ir <- d$homa_ir >= 2.14; met <- d$metformin == "yes"
marks <- c("fins", "ins_2h", "fpg", "pg_2h")
treated <- c("age", "bmi", "prior_losses", "prior_failed_cycles", "embryos_transferred", marks, "homa_ir")
tables <- list(
  list(!ir & !met, ir & !met, c("age", "bmi", "prior_losses", "prior_transfer_cycles", "prior_failed_cycles", "prior_cleavage_embryos", "prior_blastocysts", marks)),
  list(!ir & !met, ir & !met, "embryos_transferred"),
  list(ir & met, ir & !met, treated),
  list(!ir & met, !ir & !met, treated))
rounded <- function(x, digits = 2) { # half away from zero
  k <- floor(abs(x) * 10^digits * (1 + 4e-15) + 0.5)
  sprintf("%.*f", digits, ifelse(k == 0, 0, sign(x)) * k / 10^digits)
}
printed_p <- function(p) if (p < 0.001) "<0.001" else rounded(p, 3)
lines <- "summary,table,variable,first,second,test,statistic,p,printed_statistic,printed_p"
for (summary in c("MeanSd", "MedianQuartiles")) for (t in 1:4) for (v in tables[[t]][[3]]) {
  x <- lapply(tables[[t]][1:2], function(g) { r <- d[[v]][g]; as.numeric(r[!is.na(r)]) })
  if (summary == "MeanSd") {
    text <- sapply(x, function(r) paste0(rounded(mean(r)), "\u00b1", rounded(sd(r))))
    test <- t.test(x[[1]], x[[2]], var.equal = TRUE)
    name <- "StudentT"; statistic <- test$statistic
  } else {
    text <- sapply(x, function(r) { q <- rounded(quantile(r, c(0.25, 0.5, 0.75), type = 6, names = FALSE)); paste0(q[2], " (", q[1], "\u2013", q[3], ")") })
    test <- wilcox.test(x[[1]], x[[2]], exact = FALSE, correct = FALSE)
    n1 <- as.numeric(length(x[[1]])); n2 <- as.numeric(length(x[[2]])); ties <- as.numeric(table(rank(c(x[[1]], x[[2]]))))
    name <- "MannWhitney"
    statistic <- -abs(test$statistic - n1 * n2 / 2) / sqrt(n1 * n2 / 12 * (n1 + n2 + 1 - sum(ties^3 - ties) / ((n1 + n2) * (n1 + n2 - 1))))
  }
  lines[length(lines) + 1] <- paste(summary, t, v, text[1], text[2], name, sprintf("%.17g", statistic), sprintf("%.17g", test$p.value),
    rounded(statistic), printed_p(test$p.value), sep = ",")
}
con <- file(output, "wb"); writeLines(enc2utf8(lines), con, useBytes = TRUE); close(con)
