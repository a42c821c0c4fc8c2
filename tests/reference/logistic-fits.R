# Logistic models fitted by R: coefficients, covariance, deviance; Wald, likelihood ratio and score tests of each term; Wald and profile
# likelihood intervals; Firth's penalised likelihood with profile penalised intervals and tests.
# R 4.2.2, MASS 7.3-58.2, brglm2 0.9. glm with epsilon 1e-14; the profile is solved by refitting with the coefficient as offset
# (glm.fit, uniroot), and MASS's confint, which interpolates it, is in rows spline_*. Firth's coefficients are brglm2's (AS_mean); its
# profiles maximise the penalised likelihood by optim at each fixed value.
# Tolerance of the tests: relative 1e-9: glm.fit and brglm_fit stop at a criterion, and uniroot and optim at some 1e-10 of the end.
# spline_*: 2e-3 of the interval's width, the error of interpolation.
output <- commandArgs(trailingOnly = TRUE)[1]
options(contrasts = c("contr.treatment", "contr.treatment"))
suppressMessages({ library(MASS); library(brglm2) })
birthwt <- transform(MASS::birthwt, race = factor(race, labels = c("white", "black", "other")))
pima <- transform(MASS::Pima.tr, type = as.integer(type == "Yes"))
esoph <- transform(datasets::esoph, total = ncases + ncontrols, cases = ncases / (ncases + ncontrols))
data <- list(birthwt = birthwt, infert = infert, pima = pima, esoph = esoph, endometrial = endometrial)
models <- list(
  list("ml", "birthwt", "low ~ age + lwt + race + smoke + ptl + ht + ui + ftv"),
  list("ml", "birthwt", "low ~ lwt + race*smoke + age:ui"),
  list("ml", "birthwt", "low ~ 0 + lwt + race + smoke"),
  list("ml", "infert", "case ~ age + parity + education + spontaneous + induced"),
  list("ml", "infert", "case ~ spontaneous*induced + offset(parity)"),
  list("ml", "pima", "type ~ npreg + glu + bp + skin + bmi + ped + age"),
  list("ml", "esoph", "cases ~ agegp + alcgp + tobgp"),
  list("ml", "endometrial", "HG ~ PI + EH"),
  list("firth", "endometrial", "HG ~ NV + PI + EH"),
  list("firth", "birthwt", "low ~ age + lwt + race + smoke"),
  list("firth", "infert", "case ~ parity + spontaneous + induced"),
  list("firth", "esoph", "cases ~ alcgp + tobgp"))
rows <- list()
chi <- qchisq(0.95, 1)
tight <- glm.control(epsilon = 1e-14, maxit = 100)
for (m in models) {
  estimator <- m[[1]]; set <- m[[2]]; text <- m[[3]]
  put <- function(statistic, name, value)
    rows[[length(rows) + 1]] <<- data.frame(estimator, set, formula = text, statistic, name, value = sprintf("%.17g", value))
  d <- data[[set]]
  d$w <- if (set == "esoph") d$total else 1
  fit <- suppressWarnings(if (estimator == "ml") glm(as.formula(text), binomial, d, weights = w, control = tight)
    else glm(as.formula(text), binomial, d, weights = w, method = "brglm_fit", type = "AS_mean", epsilon = 1e-13, maxit = 1000))
  X <- model.matrix(fit); y <- fit$y; w <- fit$prior.weights; b <- coef(fit)
  off <- if (is.null(fit$offset)) rep(0, nrow(X)) else fit$offset
  loglik <- function(eta) sum(w * (y * eta - ifelse(eta > 0, eta + log1p(exp(-eta)), log1p(exp(eta)))))
  info <- function(mu) crossprod(X * sqrt(w * mu * (1 - mu)))
  V <- solve(info(fit$fitted.values)); dimnames(V) <- list(names(b), names(b))

  # The greatest (penalised) log likelihood with the columns `fixed` held at `value`.
  penalised <- function(beta) {
    eta <- drop(X %*% beta) + off
    loglik(eta) + if (estimator == "firth") 0.5 * determinant(info(plogis(eta)))$modulus else 0
  }
  score <- function(beta) {
    mu <- plogis(drop(X %*% beta) + off)
    h <- if (estimator == "firth") { A <- X * sqrt(w * mu * (1 - mu)); rowSums((A %*% solve(crossprod(A))) * A) } else 0
    drop(crossprod(X, w * (y - mu) + h * (0.5 - mu)))
  }
  at <- function(fixed, value) {
    if (estimator == "ml") {
      f <- glm.fit(X[, -fixed, drop = FALSE], y, w, offset = off + drop(X[, fixed, drop = FALSE] %*% value), family = binomial(), control = tight)
      return(list(value = loglik(f$linear.predictors), mu = f$fitted.values))
    }
    scale <- 1 / sqrt(diag(solve(V)[-fixed, -fixed]))
    full <- function(g) { beta <- b; beta[fixed] <- value; beta[-fixed] <- g * scale; beta }
    o <- list(par = b[-fixed] / scale)
    for (i in 1:3) o <- optim(o$par, function(g) -penalised(full(g)), function(g) -score(full(g))[-fixed] * scale, method = "BFGS",
                              control = list(reltol = 1e-16, maxit = 1000))
    list(value = -o$value)
  }
  top <- penalised(b)
  for (i in names(b)) {
    put("coefficient", i, b[[i]])
    put("se", i, sqrt(V[i, i]))
    j <- match(i, names(b))
    if (length(b) > 1) for (side in c(-1, 1)) {
      f <- function(v) 2 * (top - at(j, v)$value) - chi
      far <- b[[i]] + side * c(0.5, 1) * sqrt(chi * V[i, i])
      while (f(far[2]) < 0) far <- c(far[2], far[2] + 2 * (far[2] - b[[i]]))
      while (f(far[1]) > 0) far[1] <- (far[1] + b[[i]]) / 2
      put(if (side < 0) "profile_low" else "profile_high", i, uniroot(f, sort(far), tol = 1e-13 * abs(far[2]))$root)
    }
  }
  put("covariance", "last two", V[length(b), length(b) - 1])
  put("covariance", "first and last", V[1, length(b)])
  if (estimator == "ml") {
    spline <- suppressMessages(confint(fit))
    for (i in names(b)) { put("spline_low", i, spline[i, 1]); put("spline_high", i, spline[i, 2]) }
    put("null deviance", "", fit$null.deviance)
  }
  put("deviance", "", fit$deviance)
  put("log likelihood", "", loglik(fit$linear.predictors))
  put("maximum", "", top)
  put("fitted", "first", fit$fitted.values[[1]])
  put("fitted", "last", fit$fitted.values[[length(y)]])
  terms <- attr(fit$terms, "term.labels")
  for (t in seq_along(terms)) {
    k <- which(attr(X, "assign") == t)
    put("wald", terms[t], drop(b[k] %*% solve(V[k, k], b[k])))
    small <- at(k, rep(0, length(k)))
    put("lr", terms[t], 2 * (top - small$value))
    put("lr_p", terms[t], pchisq(2 * (top - small$value), length(k), lower.tail = FALSE))
    if (estimator == "ml") {
      u <- drop(crossprod(X, w * (y - small$mu)))
      put("score", terms[t], drop(u %*% solve(info(small$mu), u)))
    }
  }
}
write.csv(do.call(rbind, rows), output, row.names = FALSE, quote = FALSE)
