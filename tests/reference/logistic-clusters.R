# The sandwich covariance of logistic models whose rows come in clusters, with and without the factor G/(G - 1).
# R 4.2.2, MASS 7.3-58.2, sandwich 3.0-2: vcovCL(type = "HC0", cadjust = TRUE or FALSE). glm with epsilon 1e-14, started anew from its own
# estimates, as vcov has the weights of the last iteration but one. Tolerance of the tests: relative 1e-10.
output <- commandArgs(trailingOnly = TRUE)[1]
options(contrasts = c("contr.treatment", "contr.treatment"))
birthwt <- transform(MASS::birthwt, race = factor(race, labels = c("white", "black", "other")))
pima <- transform(MASS::Pima.tr, type = as.integer(type == "Yes"))
data <- list(birthwt = birthwt, infert = infert, pima = pima)
tight <- glm.control(epsilon = 1e-14, maxit = 100)
rows <- list()
# set, formula, variable that numbers the clusters
for (m in list(c("infert", "case ~ spontaneous + induced", "stratum"), c("infert", "case ~ age + parity*spontaneous", "stratum"),
               c("birthwt", "low ~ lwt + race + smoke", "age"), c("pima", "type ~ glu + bmi", "npreg"))) {
  d <- data[[m[1]]]
  fit <- glm(as.formula(m[2]), binomial, d, control = tight)
  fit <- glm(as.formula(m[2]), binomial, d, control = tight, start = coef(fit))
  for (corrected in c(TRUE, FALSE)) {
    V <- sandwich::vcovCL(fit, cluster = d[[m[3]]], type = "HC0", cadjust = corrected)
    for (i in seq_len(nrow(V))) for (j in seq_len(i)) rows[[length(rows) + 1]] <- data.frame(
      set = m[1], formula = m[2], cluster = m[3], corrected = if (corrected) "yes" else "no", row = i - 1, column = j - 1,
      value = sprintf("%.17g", V[i, j]))
  }
}
write.csv(do.call(rbind, rows), output, row.names = FALSE, quote = FALSE)
