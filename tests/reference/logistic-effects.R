# Standardised risks (g-computation) with delta-method errors, inverse-probability weighted risks with robust errors, and the
# sandwich covariance of logistic models.
# Standardised risks: predict() on the data with the exposure set, errors from the analytic gradient, which is held against a
# numeric one. Weighted risks: the saturated weighted models of the outcome with identity, log and logit link (lm, quasipoisson,
# quasibinomial) and sandwich::vcovHC(type = "HC0"). R 4.2.2, MASS 7.3-58.2, sandwich 3.0-2. glm with epsilon 1e-14, started anew from
# its own estimates, as vcov has the weights of the last iteration but one. Tolerance of the tests: relative 1e-10.
output <- commandArgs(trailingOnly = TRUE)[1]
options(contrasts = c("contr.treatment", "contr.treatment"))
birthwt <- transform(MASS::birthwt, race = factor(race, labels = c("white", "black", "other")))
infert <- transform(infert, before = as.integer(spontaneous > 0))
pima <- transform(MASS::Pima.tr, type = as.integer(type == "Yes"), obese = factor(ifelse(bmi >= 30, "yes", "no")))
esoph <- transform(datasets::esoph, total = ncases + ncontrols, cases = ncases / (ncases + ncontrols),
                   heavy = as.integer(alcgp %in% c("80-119", "120+")))
data <- list(birthwt = birthwt, infert = infert, pima = pima, esoph = esoph)
tight <- glm.control(epsilon = 1e-14, maxit = 100)
# Twice: the second fit's QR decomposition is at the first one's estimates.
fitted_glm <- function(formula, family, d) {
  environment(formula) <- environment()
  fit <- suppressWarnings(glm(formula, family, d, weights = w, control = tight))
  suppressWarnings(glm(formula, family, d, weights = w, control = tight, start = coef(fit)))
}
rows <- list()

# set, formula, exposure
for (m in list(c("birthwt", "low ~ age + lwt + race + smoke + ptl + ht + ui + ftv", "smoke"),
               c("birthwt", "low ~ age + lwt + race + smoke + ptl + ht + ui + ftv", "ht"),
               c("birthwt", "low ~ smoke*race + smoke:lwt + lwt + age", "smoke"),
               c("infert", "case ~ age + parity + education + before + induced", "before"),
               c("infert", "case ~ before*age + before:parity + parity + education", "before"),
               c("pima", "type ~ npreg + glu + bp + skin + obese + ped + age", "obese"),
               c("pima", "type ~ glu*obese + obese*ped + age", "obese"),
               c("esoph", "cases ~ agegp + heavy + tobgp", "heavy"),
               c("esoph", "cases ~ agegp + heavy*tobgp", "heavy"))) {
  set <- m[1]; exposure <- m[3]
  put <- function(statistic, name, value) rows[[length(rows) + 1]] <<- data.frame(
    kind = "standardised", set, formula = m[2], exposure, statistic, name, value = sprintf("%.17g", value))
  d <- data[[set]]
  d$w <- if (set == "esoph") d$total else 1
  fit <- fitted_glm(as.formula(m[2]), binomial, d)
  levels <- if (is.factor(d[[exposure]])) levels(d[[exposure]]) else c(0, 1)
  set_to <- function(level) { d[[exposure]] <- if (is.factor(d[[exposure]])) factor(level, levels) else as.numeric(level); d }
  b <- coef(fit)
  X <- lapply(levels, function(level) model.matrix(delete.response(terms(fit)), set_to(level), xlev = fit$xlevels))
  risk <- sapply(levels, function(level) weighted.mean(predict(fit, set_to(level), type = "response"), d$w))
  gradient <- sapply(1:2, function(k) { p <- plogis(drop(X[[k]] %*% b)); colSums(d$w * p * (1 - p) * X[[k]]) / sum(d$w) })
  numeric <- sapply(1:2, function(k) sapply(seq_along(b), function(j) {
    h <- 1e-5 * (abs(b[j]) + 1e-3)
    at <- function(s) { b[j] <- b[j] + s * h; weighted.mean(plogis(drop(X[[k]] %*% b)), d$w) }
    (at(1) - at(-1)) / (2 * h) }))
  stopifnot(all.equal(unname(gradient), unname(numeric), tolerance = 1e-6))
  V <- t(gradient) %*% vcov(fit) %*% gradient
  z <- qnorm(0.975)
  put_effect <- function(name, estimate, slopes, ratio) {
    se <- sqrt(drop(t(slopes) %*% V %*% slopes))
    ends <- if (ratio) exp(log(estimate) + c(-z, z) * se) else estimate + c(-z, z) * se
    put("estimate", name, estimate); put("se", name, se); put("low", name, ends[1]); put("high", name, ends[2])
    put("p", name, 2 * pnorm(-abs((if (ratio) log(estimate) else estimate) / se)))
  }
  put("unexposed", "", risk[1]); put("exposed", "", risk[2])
  put_effect("difference", risk[2] - risk[1], c(-1, 1), FALSE)
  put_effect("ratio", risk[2] / risk[1], c(-1, 1) / risk, TRUE)
  put_effect("odds ratio", exp(diff(qlogis(risk))), c(-1, 1) / (risk * (1 - risk)), TRUE)
  robust <- sqrt(diag(sandwich::vcovHC(fit, type = "HC0")))
  for (i in names(b)) put("robust se", i, robust[[i]])
  put("robust covariance", "", sandwich::vcovHC(fit, type = "HC0")[1, length(b)])
}

# set, outcome, propensity formula
for (m in list(c("birthwt", "low", "smoke ~ age + lwt + race + ptl + ht + ui + ftv"),
               c("birthwt", "low", "smoke ~ age*race + lwt"),
               c("infert", "case", "before ~ age + parity + education"),
               c("pima", "type", "obese ~ npreg + glu + bp + ped + age"))) {
  set <- m[1]; formula <- as.formula(m[3]); exposure <- all.vars(formula)[1]
  put <- function(statistic, name, value) rows[[length(rows) + 1]] <<- data.frame(
    kind = "weighted", set, formula = m[3], exposure = m[2], statistic, name, value = sprintf("%.17g", value))
  d <- data[[set]]
  d$a <- if (is.factor(d[[exposure]])) as.integer(d[[exposure]]) - 1 else d[[exposure]]
  d$w <- 1
  e <- fitted(fitted_glm(formula, binomial, d))
  d$sw <- ifelse(d$a == 1, mean(d$a) / e, (1 - mean(d$a)) / (1 - e))
  d$y <- d[[m[2]]]
  d$w <- d$sw
  for (i in c(1, 5, nrow(d))) put("weight", sprintf("%d", i), d$sw[i])
  put("unexposed", "", weighted.mean(d$y[d$a == 0], d$sw[d$a == 0]))
  put("exposed", "", weighted.mean(d$y[d$a == 1], d$sw[d$a == 1]))
  z <- qnorm(0.975)
  put_effect <- function(name, fit, ratio) {
    b <- coef(fit)[["a"]]; se <- sqrt(sandwich::vcovHC(fit, type = "HC0")["a", "a"]); f <- if (ratio) exp else identity
    put("estimate", name, f(b)); put("se", name, se); put("low", name, f(b - z * se)); put("high", name, f(b + z * se))
    put("p", name, 2 * pnorm(-abs(b / se)))
  }
  put_effect("difference", lm(y ~ a, d, weights = w), FALSE)
  put_effect("ratio", fitted_glm(y ~ a, quasipoisson, d), TRUE)
  put_effect("odds ratio", fitted_glm(y ~ a, quasibinomial, d), TRUE)
}
write.csv(do.call(rbind, rows), output, row.names = FALSE, quote = FALSE)
