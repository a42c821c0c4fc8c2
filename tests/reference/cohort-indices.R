# Indices of insulin resistance, sensitivity and secretion from their published formulas, for tests of InsulinIndices.
# R 4.2.2, base only. Run: Rscript tests/reference/cohort-indices.R OUTPUT_CSV
# Tolerance of the tests: relative 1e-12 (a handful of operations in double precision).
#   HOMA-IR, HOMA-beta: Matthews et al. 1985, Diabetologia 28:412-419. Glucose mmol/L, insulin uU/mL.
#   QUICKI: Katz et al. 2000, J Clin Endocrinol Metab 85:2402-2410. Glucose mg/dL, insulin uU/mL.
#   Matsuda index from 0 and 120 min: DeFronzo and Matsuda 2010, Diabetes Care 33:e93. Glucose mg/dL, insulin uU/mL.
# Glucose: 18.016 mg/dL in 1 mmol/L (molar mass 180.16 g/mol).
output <- commandArgs(trailingOnly = TRUE)[1]
grid <- expand.grid(fpg = c(3.6, 4.5, 5.33, 5.52, 7.0, 13.9), fins = c(1, 6.03, 12.8, 106.55),
                    pg_2h = c(2.5, 6.47, 7.36, 20), ins_2h = c(3, 42.04, 85.02, 300))
mg <- 18.016
grid$homa_ir <- grid$fpg * grid$fins / 22.5
grid$homa_beta <- 20 * grid$fins / (grid$fpg - 3.5)
grid$quicki <- 1 / (log10(grid$fins) + log10(mg * grid$fpg))
grid$matsuda <- 10000 / sqrt((mg * grid$fpg) * grid$fins * (mg * grid$pg_2h) * grid$ins_2h)
text <- as.data.frame(lapply(grid, function(x) sprintf("%.17g", x)))
write.csv(text, output, row.names = FALSE, quote = FALSE)
