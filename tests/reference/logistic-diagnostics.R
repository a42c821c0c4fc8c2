# Diagnostics of logistic models: variance inflation (car::vif), c statistic with DeLong's interval (pROC), Hosmer-Lemeshow, Brier score, calibration
# of the first half's model on the second half, hatvalues, residuals, cooks.distance, Pregibon's dfbeta (from R's pieces; R's own
# dfbeta for glm has the deviance residual in the Pearson residual's place).
# R 4.2.2, MASS 7.3-58.2, car 3.1-1, pROC 1.18.0. glm with epsilon 1e-14. Tolerance of the tests: relative 1e-9, as glm.fit stops at a
# criterion.
output <- commandArgs(trailingOnly = TRUE)[1]
options(contrasts = c("contr.treatment", "contr.treatment"))
birthwt <- transform(MASS::birthwt, race = factor(race, labels = c("white", "black", "other")))
pima <- transform(MASS::Pima.tr, type = as.integer(type == "Yes"))
esoph <- transform(datasets::esoph, total = ncases + ncontrols, cases = ncases / (ncases + ncontrols))
data <- list(birthwt = birthwt, infert = infert, pima = pima, esoph = esoph)
models <- list(
  list("birthwt", "low ~ age + lwt + race + smoke + ptl + ht + ui + ftv"),
  list("infert", "case ~ age + parity + education + spontaneous + induced"),
  list("pima", "type ~ npreg + glu + bp + skin + bmi + ped + age"),
  list("esoph", "cases ~ agegp + alcgp + tobgp"))
tight <- glm.control(epsilon = 1e-14, maxit = 100)
rows <- list()
for (m in models) {
  set <- m[[1]]; text <- m[[2]]
  put <- function(statistic, name, value)
    rows[[length(rows) + 1]] <<- data.frame(set, formula = text, statistic, name, value = sprintf("%.17g", value))
  d <- data[[set]]
  d$w <- if (set == "esoph") d$total else 1
  fit <- suppressWarnings(glm(as.formula(text), binomial, d, weights = w, control = tight))
  y <- fit$y; w <- fit$prior.weights; p <- fit$fitted.values
  vif <- car::vif(fit)
  if (is.null(dim(vif))) vif <- cbind(vif, 1, sqrt(vif))
  for (t in rownames(vif)) { put("gvif", t, vif[t, 1]); put("gvif_per", t, vif[t, 3]) }
  events <- rep(c(1, 0), c(sum(w * y), sum(w * (1 - y))))
  risks <- c(rep(p, round(w * y)), rep(p, round(w * (1 - y))))
  roc <- pROC::roc(events, risks, direction = "<", quiet = TRUE)
  put("c", "", as.numeric(pROC::auc(roc)))
  put("c_se", "", sqrt(pROC::var(roc, method = "delong")))
  ci <- as.numeric(pROC::ci.auc(roc, method = "delong"))
  put("c_low", "", ci[1]); put("c_high", "", ci[3])
  put("brier", "", mean((events - risks)^2))
  put("epv", "", min(sum(events), sum(1 - events)) / (length(coef(fit)) - 1))
  for (groups in c(10, 6)) {
    g <- cut(p, unique(quantile(p, seq(0, 1, 1 / groups))), include.lowest = TRUE)
    n <- tapply(w, g, sum); observed <- tapply(w * y, g, sum); expected <- tapply(w * p, g, sum)
    h <- sum((observed - expected)^2 / (expected * (1 - expected / n)))
    put("hl", sprintf("%d", groups), h)
    put("hl_p", sprintf("%d", groups), pchisq(h, length(n) - 2, lower.tail = FALSE))
  }
  X <- model.matrix(fit)
  pearson <- residuals(fit, "pearson"); deviance <- residuals(fit, "deviance")
  A <- X * sqrt(w * p * (1 - p))
  V <- solve(crossprod(A))
  h <- rowSums((A %*% V) * A)
  cook <- (pearson / (1 - h))^2 * h / ncol(X)
  # R's own have the weights of the last iteration but one, and so fewer digits.
  stopifnot(all.equal(h, hatvalues(fit), tolerance = 1e-7), all.equal(cook, cooks.distance(fit), tolerance = 1e-7))
  for (i in c(1, 7, length(y))) {
    name <- sprintf("%d", i)
    put("leverage", name, h[[i]]); put("cook", name, cook[[i]])
    put("pearson", name, pearson[[i]]); put("deviance", name, deviance[[i]])
    put("dfbeta", name, drop(V %*% X[i, ] * w[i] * (y[i] - p[i]) / (1 - h[i]))[2])
  }
}
half <- seq_len(100)
text <- models[[3]][[2]]
fit <- glm(as.formula(text), binomial, pima[half, ], control = tight)
eta <- predict(fit, pima[-half, ])
y <- pima$type[-half]
shift <- summary(glm(y ~ 1 + offset(eta), family = binomial, control = tight))$coefficients
line <- summary(glm(y ~ eta, family = binomial, control = tight))$coefficients
set <- "pima halves"
put("intercept", "estimate", shift[1, 1]); put("intercept", "se", shift[1, 2])
put("slope", "estimate", line[2, 1]); put("slope", "se", line[2, 2])
write.csv(do.call(rbind, rows), output, row.names = FALSE, quote = FALSE)
