# The data of the tests of logistic regression, all from R's packages: low birth weight (MASS::birthwt), abortion and infertility
# (datasets::infert), diabetes in Pima women (MASS::Pima.tr), oesophageal cancer by groups with counts (datasets::esoph), and the
# endometrial cancer study of Heinze & Schemper 2002 (brglm2::endometrial, separated by NV).
# R 4.2.2, MASS 7.3-58.2, brglm2 0.9. One row per variable; `levels` of a factor are separated by |, its codes start at 0.
output <- commandArgs(trailingOnly = TRUE)[1]
sets <- list(birthwt = MASS::birthwt, infert = datasets::infert, pima = MASS::Pima.tr, esoph = datasets::esoph,
             endometrial = brglm2::endometrial)
sets$birthwt$race <- factor(sets$birthwt$race, labels = c("white", "black", "other"))
sets$esoph$cases <- sets$esoph$ncases / (sets$esoph$ncases + sets$esoph$ncontrols)
sets$esoph$total <- sets$esoph$ncases + sets$esoph$ncontrols
sets$pima$type <- as.integer(sets$pima$type == "Yes")
rows <- list()
for (set in names(sets)) for (variable in names(sets[[set]])) {
  x <- sets[[set]][[variable]]
  stopifnot(!anyNA(x))
  rows[[length(rows) + 1]] <- data.frame(set, variable, levels = if (is.factor(x)) paste(levels(x), collapse = "|") else "",
    values = paste(sprintf("%.17g", if (is.factor(x)) as.integer(x) - 1 else x), collapse = " "))
}
write.csv(do.call(rbind, rows), output, row.names = FALSE, quote = FALSE)
