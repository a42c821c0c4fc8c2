# Logistic models of two of this kit's synthetic cohorts: for tests of CohortModel, ModelSummary and what lies below them.
# R 4.2.2, car 3.1-1, pROC 1.18.0, brglm2 0.9.
# Run: Rscript tests/reference/cohort-model.R OUTPUT_CSV
# Reads data/cohort/tables-1-2-seed-1-0001-SYNTHETIC.csv and tables-3-4-seed-1-0001-SYNTHETIC.csv: random numbers, no patients.
# glm with epsilon 1e-14; profile ends by uniroot on the profile's own deviance, and by confint (which interpolates it by a spline);
# likelihood ratio tests by drop1 where it tests a term, else by leaving the term's columns out; car::vif; pROC's auc with DeLong's
# interval; Brier score; Hosmer-Lemeshow in groups at quantiles (type 7); standardised risks by predict, delta-method errors from vcov
# with the derivatives written out; Firth by brglm2 (type = "AS_mean"), its profile and its tests by maximising the penalised likelihood.
# Tolerance of the tests: relative 1e-9, as glm.fit, brglm_fit, optim and uniroot stop at a criterion; spline 2e-3 of the width.
output <- commandArgs(trailingOnly = TRUE)[1]
folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
options(contrasts = c("contr.treatment", "contr.treatment"))
tight <- glm.control(epsilon = 1e-14, maxit = 100)
cohort <- function(name) {
  d <- read.csv(file.path(folder, "..", "..", "data", "cohort", name))
  d$ir <- as.integer(d$fpg * d$fins / 22.5 >= 2.14)
  d$stage_cleavage <- as.integer(d$stage == "cleavage")
  for (v in c("metformin", "early_loss", "live_birth", "clinical_pregnancy")) d[[v]] <- as.integer(d[[v]] == "yes")
  d$centre <- factor(d$centre)
  d
}
data <- list(`tables-1-2` = cohort("tables-1-2-seed-1-0001-SYNTHETIC.csv"), `tables-3-4` = cohort("tables-3-4-seed-1-0001-SYNTHETIC.csv"))
paper <- "early_loss ~ ir + age + bmi + prior_losses + fins + ins_2h + fpg + pg_2h"
models <- list(
  list("tables-1-2", "controls", "ml", paper), list("tables-3-4", "controls", "ml", paper), list("tables-1-2", "controls", "firth", paper),
  list("tables-1-2", "all", "ml", "live_birth ~ ir*stage_cleavage + centre + age"),
  list("tables-3-4", "all", "ml", "clinical_pregnancy ~ ir*metformin + centre*age + stage"),
  list("tables-3-4", "all", "firth", "early_loss ~ ir*metformin + centre + age"))
rows <- list()
for (m in models) {
  put <- function(statistic, name, value) rows[[length(rows) + 1]] <<-
    data.frame(cohort = m[[1]], among = m[[2]], estimator = m[[3]], formula = m[[4]], statistic, name, value = sprintf("%.17g", value))
  d <- data[[m[[1]]]]
  if (m[[2]] == "controls") d <- d[d$metformin == 0, ]
  d$stage <- factor(d$stage, c("cleavage", "blastocyst"))
  formula <- as.formula(m[[4]])
  firth <- m[[3]] == "firth"
  fit <- if (firth) glm(formula, binomial, d, method = brglm2::brglmFit, type = "AS_mean", control = list(epsilon = 1e-13, maxit = 1000))
    else glm(formula, binomial, d, control = tight)
  X <- model.matrix(fit); y <- fit$y; b <- coef(fit); V <- vcov(fit); k <- ncol(X)
  # vcov of a glm is of the last iteration but one.
  p <- plogis(drop(X %*% b))
  V <- solve(crossprod(X * sqrt(p * (1 - p))))
  dimnames(V) <- list(names(b), names(b))
  stopifnot(all.equal(V, vcov(fit), tolerance = 1e-5, check.attributes = FALSE))
  se <- sqrt(diag(V))
  # The (penalised) log likelihood, in columns of the size 1.
  size <- pmax(apply(abs(X), 2, max), 1e-300); Z <- sweep(X, 2, size, "/")
  objective <- function(g, Z) {
    eta <- drop(Z %*% g); mu <- plogis(eta)
    sum(ifelse(y == 1, plogis(eta, log.p = TRUE), plogis(-eta, log.p = TRUE))) +
      if (firth) 0.5 * as.numeric(determinant(crossprod(Z * sqrt(mu * (1 - mu))))$modulus) else 0
  }
  # The maximum with some coefficients fixed: Fisher scoring with Firth's score (information of all columns, steps in the free ones).
  maximum <- function(fixed, values, start) {
    g <- start; g[fixed] <- values
    free <- setdiff(seq_len(k), fixed)
    for (i in 1:500) {
      mu <- plogis(drop(Z %*% g)); w <- mu * (1 - mu); A <- Z * sqrt(w)
      h <- if (firth) rowSums((A %*% solve(crossprod(A))) * A) else 0
      score <- drop(crossprod(Z, y - mu + h * (0.5 - mu)))[free]
      step <- solve(crossprod(A[, free, drop = FALSE]), score)
      while (objective({n <- g; n[free] <- g[free] + step; n}, Z) < objective(g, Z) - 1e-9) step <- step / 2
      g[free] <- g[free] + step
      if (max(abs(step)) < 1e-13 * max(1, max(abs(g)))) break
    }
    g
  }
  top <- objective(b * size, Z)
  put("n", "", length(y)); put("events", "", sum(y)); put("epv", "", min(sum(y), sum(1 - y)) / (k - 1))
  put("log likelihood", "", objective(b * size, Z) - if (firth) 0.5 * as.numeric(determinant(crossprod(Z * sqrt(p * (1 - p))))$modulus) else 0)
  ci <- if (firth) NULL else suppressMessages(confint(fit))
  for (j in seq_len(k)) {
    name <- colnames(X)[j]
    put("coefficient", name, b[j]); put("se", name, se[j]); put("p", name, 2 * pnorm(-abs(b[j] / se[j])))
    put("wald_low", name, b[j] - qnorm(0.975) * se[j]); put("wald_high", name, b[j] + qnorm(0.975) * se[j])
    for (side in c(-1, 1)) {
      root <- function(v) sqrt(max(0, 2 * (top - objective(maximum(j, v * size[j], b * size), Z)))) - qnorm(0.975)
      end <- uniroot(root, sort(b[j] + side * se[j] * c(1.2, 4)), tol = 1e-13 * se[j], extendInt = if (side > 0) "upX" else "downX")$root
      put(if (side < 0) "profile_low" else "profile_high", name, end)
      if (!firth) put(if (side < 0) "spline_low" else "spline_high", name, ci[j, if (side < 0) 1 else 2])
    }
  }
  assign <- attr(X, "assign"); labels <- attr(terms(fit), "term.labels")
  dropped <- if (firth) NULL else drop1(fit, test = "LRT")
  for (t in seq_along(labels)) {
    columns <- which(assign == t)
    lr <- 2 * (top - objective(maximum(columns, 0, b * size), Z))
    if (!firth && labels[t] %in% rownames(dropped)) stopifnot(all.equal(dropped[labels[t], "LRT"], lr, tolerance = 1e-8))
    put("lr", labels[t], lr); put("lr_p", labels[t], pchisq(lr, length(columns), lower.tail = FALSE))
  }
  vif <- suppressMessages(car::vif(fit))
  if (is.null(dim(vif))) vif <- cbind(vif, 1)
  own <- function(columns) { R <- cov2cor(V[-1, -1]); i <- columns - 1; det(R[i, i, drop = FALSE]) * det(R[-i, -i, drop = FALSE]) / det(R) }
  for (t in seq_along(labels)) {
    stopifnot(all.equal(own(which(assign == t)), unname(vif[labels[t], 1]), tolerance = 1e-6))
    # Of brglm2, vcov is less far converged.
    put("vif", labels[t], if (firth) own(which(assign == t)) else vif[labels[t], 1])
  }
  put("brier", "", mean((y - p)^2))
  roc <- pROC::roc(y, p, direction = "<", quiet = TRUE)
  ci <- as.numeric(pROC::ci.auc(roc, method = "delong"))
  put("c", "", as.numeric(pROC::auc(roc))); put("c_low", "", ci[1]); put("c_high", "", ci[3])
  g <- cut(p, unique(quantile(p, seq(0, 1, 0.1))), include.lowest = TRUE)
  n <- tapply(p, g, length); observed <- tapply(y, g, sum); expected <- tapply(p, g, sum)
  h <- sum((observed - expected)^2 / (expected * (1 - expected / n)))
  put("hl", "", h); put("hl_p", "", pchisq(h, length(n) - 2, lower.tail = FALSE))
  if (firth) {
    line <- glm(y ~ I(drop(X %*% b)), family = binomial, control = tight)
    put("slope", "", coef(line)[2])
  }
  arms <- lapply(c(1, 0), function(exposed) model.matrix(delete.response(terms(fit)), transform(d, ir = exposed), xlev = fit$xlevels))
  risk <- sapply(arms, function(A) mean(plogis(drop(A %*% b))))
  stopifnot(all.equal(risk, sapply(c(1, 0), function(e) mean(predict(fit, transform(d, ir = e), type = "response"))), tolerance = 1e-9))
  slopes <- lapply(arms, function(A) { q <- plogis(drop(A %*% b)); colMeans(A * q * (1 - q)) })
  put("risk_exposed", "", risk[1]); put("risk_unexposed", "", risk[2])
  difference <- slopes[[1]] - slopes[[2]]; ratio <- slopes[[1]] / risk[1] - slopes[[2]] / risk[2]
  z <- qnorm(0.975)
  e <- sqrt(drop(t(difference) %*% V %*% difference)); f <- sqrt(drop(t(ratio) %*% V %*% ratio))
  put("rd", "", risk[1] - risk[2]); put("rd_low", "", risk[1] - risk[2] - z * e); put("rd_high", "", risk[1] - risk[2] + z * e)
  put("rr", "", risk[1] / risk[2]); put("rr_low", "", risk[1] / risk[2] * exp(-z * f)); put("rr_high", "", risk[1] / risk[2] * exp(z * f))
}
write.csv(do.call(rbind, rows), output, row.names = FALSE, quote = c(4))
