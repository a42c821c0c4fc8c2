# A register in R, for the comparison of tests/Benchmarks (dotnet run -c Release --project tests/Benchmarks -- register).
# Usage: Rscript register.R REGISTER_CSV
# Loads the file, checks it (ranges, logic, duplicates, the paper's criteria) and summarises and tests the paper's variables in the
# groups of its tables. Prints the seconds of loading, checking and tables; the processor time of each; the peak memory in MB.
# With data.table on all processors where it is installed (Debian: r-cran-data.table), else with read.csv. Written for R 4.2.2.
path <- commandArgs(trailingOnly = TRUE)[1]
fast <- suppressWarnings(suppressMessages(require(data.table, quietly = TRUE)))
if (fast) setDTthreads(0)
times <- list()
measure <- function(step) {
  now <- proc.time()
  times[[length(times) + 1]] <<- c(now[["elapsed"]], now[["user.self"]] + now[["sys.self"]])
}
measure()

d <- if (fast) fread(path, data.table = FALSE, showProgress = FALSE) else read.csv(path, stringsAsFactors = FALSE)
measure()

within <- function(x, low, high) is.na(x) | (x >= low & x <= high)
yes <- function(x) x == "yes"
exclusions <- c("endometrial_disease", "uterine_malformation", "tubal_pelvic_factor", "autoimmune_thrombophilia", "endocrine_disease",
  "recent_medication", "chromosomal_abnormality", "smoking_alcohol")
known <- function(x) !is.na(x) & x
ok <- within(d$age, 15, 60) & within(d$bmi, 12, 70) & within(d$fins, 0, 300) & within(d$ins_2h, 0, 3000) &
  within(d$fpg, 1, 30) & within(d$pg_2h, 1, 60) & within(d$prior_losses, 0, 20) & within(d$prior_transfer_cycles, 0, 30) &
  within(d$prior_failed_cycles, 0, 30) & within(d$prior_cleavage_embryos, 0, 60) & within(d$prior_blastocysts, 0, 60) &
  within(d$embryos_transferred, 1, 10) & within(d$good_quality_embryos, 0, 100) & within(d$pregnancy_end_week, 0, 45)
embryos <- d$prior_cleavage_embryos + d$prior_blastocysts
broken <- known(d$prior_failed_cycles > d$prior_transfer_cycles) | known(embryos < d$prior_transfer_cycles) |
  known(d$good_quality_embryos > embryos) | known(yes(d$ectopic) & yes(d$live_birth)) | known(yes(d$live_birth) & !yes(d$clinical_pregnancy)) |
  known(yes(d$late_loss) & !yes(d$clinical_pregnancy)) | known(yes(d$early_loss) & !yes(d$hcg_positive)) |
  known(yes(d$ectopic) + yes(d$early_loss) + yes(d$late_loss) + yes(d$live_birth) > 1) |
  known(d$gestational_sac != "none" & !yes(d$hcg_positive)) | duplicated(d$woman_id)
eligible <- known(floor(d$age) >= 20 & floor(d$age) <= 40) & known(d$prior_transfer_cycles >= 3) & known(d$good_quality_embryos >= 4) &
  known(!yes(d$prior_success)) & known(d$bmi < 30) & known(yes(d$uterus_normal))
for (column in exclusions) eligible <- eligible & known(!yes(d[[column]]))
homa <- d$fpg * d$fins / 22.5
analysed <- which(ok & !broken & eligible & !is.na(homa) & !is.na(d$metformin))
measure()

ir <- (homa >= 2.14)[analysed]
metformin <- yes(d$metformin)[analysed]
arms <- list(which(!ir & !metformin), which(ir & !metformin), which(ir & metformin), which(!ir & metformin))
numbers <- c("age", "bmi", "prior_losses", "prior_transfer_cycles", "prior_failed_cycles", "prior_cleavage_embryos", "prior_blastocysts",
  "fins", "ins_2h", "fpg", "pg_2h")
outcomes <- c("clinical_pregnancy", "ectopic", "early_loss", "late_loss", "live_birth")
compare <- function(x, a, b) {
  g <- lapply(list(a, b), function(rows) { v <- x[rows]; v[!is.na(v)] })
  for (v in g) {
    c(mean(v), sd(v), quantile(v, c(0.25, 0.5, 0.75), type = 6))
    shapiro.test(if (length(v) > 5000) v[round(seq(1, length(v), length.out = 5000))] else v)
  }
  c(t.test(g[[1]], g[[2]], var.equal = TRUE)$p.value, wilcox.test(g[[1]], g[[2]], exact = FALSE, correct = FALSE)$p.value)
}
proportions <- function(x, a, b) chisq.test(rbind(table(factor(x[a], c(FALSE, TRUE))), table(factor(x[b], c(FALSE, TRUE)))), correct = FALSE)$p.value
row <- function(column) d[[column]][analysed]
treatment <- function(a, b) {
  compare(row("embryos_transferred"), a, b)
  proportions(row("stage") == "cleavage", a, b)
  proportions(row("cycle") == "fresh", a, b)
}
# Table 1, Table 2, and Tables 3 and 4 with the rows that the paper prints.
for (column in numbers) compare(row(column), arms[[1]], arms[[2]])
invisible(treatment(arms[[1]], arms[[2]]))
for (column in outcomes) proportions(yes(row(column)), arms[[1]], arms[[2]])
for (pair in list(c(2, 3), c(1, 4))) {
  a <- arms[[pair[1]]]
  b <- arms[[pair[2]]]
  for (column in setdiff(numbers, c("prior_transfer_cycles", "prior_cleavage_embryos", "prior_blastocysts"))) compare(row(column), a, b)
  compare(homa[analysed], a, b)
  treatment(a, b)
  for (column in c("clinical_pregnancy", "early_loss", "live_birth")) proportions(yes(row(column)), a, b)
}
measure()

steps <- diff(do.call(rbind, times))
status <- if (file.exists("/proc/self/status")) grep("^VmHWM", readLines("/proc/self/status"), value = TRUE) else character()
peak <- if (length(status) == 1) as.numeric(gsub("[^0-9]", "", status)) * 1024 / 1e6 else NaN
cat(sprintf("%.3f", c(steps[, 1], steps[, 2], peak)), "\n")
