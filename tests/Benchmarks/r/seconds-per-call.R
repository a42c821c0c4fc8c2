# Times one task for the comparison table of tests/Benchmarks (dotnet run -c Release --project tests/Benchmarks -- ratios).
# Usage: Rscript seconds-per-call.R TASK SECONDS DATA_CSV
# Calls the task often enough to fill SECONDS and prints the seconds per call and the number that one call gives.
# DATA_CSV has the columns group,value. Written for R 4.2.2.
arguments <- commandArgs(trailingOnly = TRUE)
data <- read.csv(arguments[3])
x <- data$value[data$group == 1]
y <- data$value[data$group == 2]
table <- matrix(c(27, 85, 19, 119), nrow = 2, byrow = TRUE)

# The design and response of the benchmark's LogisticData, for x = c(rows, coefficients, replicates).
if (startsWith(arguments[1], "logistic")) {
  row <- as.numeric(seq_len(x[1]))
  fraction <- function(factor, modulus) (row^2 %% modulus * factor) %% modulus / modulus
  design <- cbind(1, sapply(seq_len(x[2] - 1), function(j) fraction(7919 + 1009 * j * j, 1000003)))
  response <- as.numeric(fraction(48271, 999983) < 1 / (1 + exp(-rowSums(design[, -1] - 0.5))))
}

tasks <- list(
  "logistic" = function() sum(glm.fit(design, response, family = binomial())$coefficients),
  "logistic-bootstrap" = function() {
    set.seed(1)
    t <- matrix(NA_real_, x[3], x[2])
    for (r in seq_len(x[3])) {
      i <- sample.int(x[1], replace = TRUE)
      t[r, ] <- glm.fit(design[i, ], response[i], family = binomial())$coefficients
    }
    sd(t[, 2])
  },
  "fisher-p" = function() fisher.test(table, conf.int = FALSE)$p.value,
  "fisher-all" = function() {
    test <- fisher.test(table)
    test$p.value + unname(test$estimate) + sum(test$conf.int)
  },
  "wilcox-normal" = function() wilcox.test(x, y, exact = FALSE)$p.value,
  "wilcox-exact" = function() wilcox.test(x, y, exact = TRUE)$p.value,
  "shapiro" = function() shapiro.test(x)$p.value
)
task <- tasks[[arguments[1]]]
if (is.null(task)) stop("no such task: ", arguments[1])

result <- task()
calls <- 1
repeat {
  seconds <- system.time(for (i in seq_len(calls)) task(), gcFirst = FALSE)[["elapsed"]]
  if (seconds >= as.numeric(arguments[2])) break
  calls <- 2 * calls
}
cat(sprintf("%.9e %.17g\n", seconds / calls, result))
