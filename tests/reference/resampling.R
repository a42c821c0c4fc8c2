# Resampling of logistic models.
# interval: boot::boot's values of a statistic (some of them made NA), the statistic without each row, and boot::boot.ci on them,
# percentile and BCa with empirical influence values from the jackknife (Efron & Tibshirani 1993, equation 14.15).
# folds: cross-validation with the folds given, c statistic by pROC.
# permutation: the likelihood ratio and the standardised risk difference for all arrangements of a small exposure, and their
# p-values; an arrangement whose data are separated (|eta| > 12 at the end of the fit; none lies between 6 and 12) counts as extreme.
# R 4.2.2, boot 1.3-28.1, MASS 7.3-58.2, pROC 1.18.0. glm with epsilon 1e-14. Tolerance of the tests: relative 1e-10.
output <- commandArgs(trailingOnly = TRUE)[1]
options(contrasts = c("contr.treatment", "contr.treatment"), warn = -1)
birthwt <- transform(MASS::birthwt, race = factor(race, labels = c("white", "black", "other")))
pima <- transform(MASS::Pima.tr, type = as.integer(type == "Yes"))
esoph <- transform(datasets::esoph, total = ncases + ncontrols, cases = ncases / (ncases + ncontrols))
data <- list(birthwt = birthwt, infert = infert, pima = pima, esoph = esoph)
tight <- glm.control(epsilon = 1e-14, maxit = 100)
rows <- list()
text <- function(x) paste(sprintf("%.17g", x), collapse = " ")
put <- function(kind, set, formula, statistic, value) rows[[length(rows) + 1]] <<- data.frame(
  kind, set, formula, statistic, value = if (is.character(value)) value else text(value))

brier <- function(fit) mean((fit$y - fitted(fit))^2)
for (case in list(list("birthwt", "low ~ age + smoke", function(fit) coef(fit)[["smoke"]], 399, 0),
                  list("birthwt", "low ~ age + smoke", function(fit) exp(coef(fit)[["smoke"]]), 999, 3),
                  list("pima", "type ~ glu + bmi", brier, 600, 0))) {
  d <- data[[case[[1]]]]
  statistic <- function(d, i) case[[3]](glm(as.formula(case[[2]]), binomial, d[i, ], control = tight))
  set.seed(20)
  b <- boot::boot(d, statistic, R = case[[4]])
  # Rounded, so that the table is the same text on every machine.
  b$t <- signif(b$t, 10)
  if (case[[5]] > 0) b$t[seq_len(case[[5]]) * 50, 1] <- NA
  left_out <- signif(sapply(seq_len(nrow(d)), function(i) statistic(d, -i)), 10)
  name <- sprintf("%s %d", case[[2]], case[[4]])
  add <- function(statistic, value) put("interval", case[[1]], name, statistic, value)
  add("t0", b$t0); add("t", gsub("NA", "NaN", text(b$t[, 1]))); add("left out", left_out)
  for (level in c(0.95, 0.8)) {
    ci <- boot::boot.ci(b, level, c("perc", "bca"), L = (nrow(d) - 1) * (mean(left_out) - left_out))
    add(sprintf("percentile %.2f", level), ci$percent[4:5])
    add(sprintf("bca %.2f", level), ci$bca[4:5])
  }
  add("se", sd(b$t[, 1], na.rm = TRUE)); add("bias", mean(b$t[, 1], na.rm = TRUE) - b$t0)
}

for (m in list(c("birthwt", "low ~ age + lwt + race + smoke + ptl + ht + ui + ftv"),
               c("infert", "case ~ age + parity + education + spontaneous + induced"),
               c("pima", "type ~ npreg + glu + bp + skin + bmi + ped + age"),
               c("esoph", "cases ~ alcgp + tobgp"))) {
  d <- data[[m[1]]]
  d$w <- if (m[1] == "esoph") d$total else 1
  set.seed(7)
  fold <- sample(rep(seq_len(10), length.out = nrow(d)))
  eta <- numeric(nrow(d))
  for (k in 1:10) {
    fit <- glm(as.formula(m[2]), binomial, d[fold != k, ], weights = w, control = tight)
    eta[fold == k] <- predict(fit, d[fold == k, ])
  }
  y <- d[[all.vars(as.formula(m[2]))[1]]]
  events <- rep(c(1, 0), c(sum(d$w * y), sum(d$w * (1 - y))))
  all <- c(rep(eta, round(d$w * y)), rep(eta, round(d$w * (1 - y))))
  add <- function(statistic, value) put("folds", m[1], m[2], statistic, value)
  add("fold", fold); for (i in c(1, 40, nrow(d))) add(sprintf("eta %d", i), eta[i])
  add("c", as.numeric(pROC::auc(pROC::roc(events, all, direction = "<", quiet = TRUE))))
  add("brier", mean((events - plogis(all))^2))
  add("intercept", coef(glm(events ~ 1 + offset(all), family = binomial, control = tight)))
  add("slope", coef(glm(events ~ all, family = binomial, control = tight))[[2]])
}

# Every tenth birth, the three lightest mothers exposed.
d <- birthwt[seq(1, 189, by = 10), ]
d$x <- as.integer(d$lwt <= 105)
without <- glm(low ~ age, binomial, d, control = tight)
both <- function(x) {
  d$x <- x
  fit <- glm(low ~ age + x, binomial, d, control = glm.control(epsilon = 1e-14, maxit = 25))
  if (max(abs(fit$linear.predictors)) > 12) return(c(NA, NA))
  stopifnot(max(abs(fit$linear.predictors)) < 6)
  risks <- sapply(0:1, function(a) mean(predict(fit, transform(d, x = as.integer(a)), type = "response")))
  c(without$deviance - fit$deviance, diff(risks))
}
observed <- both(d$x)
values <- combn(nrow(d), 3, function(exposed) both(as.integer(seq_len(nrow(d)) %in% exposed)))
close <- 1 - 1e-9
extreme <- function(x) mean(is.na(x) | x)
add <- function(statistic, value) put("permutation", "birthwt", "low ~ age + x", statistic, value)
add("x", d$x); add("arrangements", ncol(values)); add("without", sum(is.na(values[1, ])))
add("lr", observed[1]); add("difference", observed[2])
add("lr p", extreme(values[1, ] >= observed[1] * close))
add("difference p", extreme(abs(values[2, ]) >= abs(observed[2]) * close))
slack <- 1e-9 * abs(observed[2])
add("difference greater", extreme(values[2, ] >= observed[2] - slack))
add("difference less", extreme(values[2, ] <= observed[2] + slack))
write.csv(do.call(rbind, rows), output, row.names = FALSE, quote = FALSE)
