# The tables and the model of data/examples/birthwt, every number: for tests of designs of one's own.
# R 4.2.2; library(MASS) for the data and the generalised inverse, library(splines) to check the spline another way.
# Run: Rscript tests/reference/own-design.R OUTPUT_CSV
# Tests: t.test and oneway.test (var.equal as the design says), wilcox.test and kruskal.test, chisq.test(correct = FALSE) and
# fisher.test; mean or median by shapiro.test above 0.05 in each group, but bwt by its mean. Differences as add_difference of gtsummary:
# t.test (Welch), wilcox.test(conf.int = TRUE, correct = TRUE), prop.test (corrected). SMD: Austin 2009; of pairs as tableone, which
# takes the mean of their sizes; of words Yang and Dalton 2012 with MASS::ginv, as tableone's StdDiffMulti.
# Spline: rcspline.eval of Hmisc(norm = 2, inclx = TRUE) written out, knots by Harrell's table; its fit is that of splines::ns there.
# Tolerance of the tests: relative 1e-9 (1e-8 for the ends of profile-free Wald intervals of the spline).
library(MASS); library(splines)
output <- commandArgs(trailingOnly = TRUE)[1]
d <- birthwt
d$race <- factor(d$race, 1:3, c("white", "black", "other"))
lines <- "table,variable,group,statistic,value"
put <- function(t, v, g, s, value)
  lines[length(lines) + 1] <<- paste(t, gsub(",", "", v), gsub(",", "", g), s, if (is.character(value)) value else sprintf("%.17g", unname(value)), sep = ",")
smd2 <- function(a, b) (mean(a) - mean(b)) / sqrt((var(a) + var(b)) / 2)
smdp <- function(a, b) (mean(a) - mean(b)) / sqrt((mean(a) * (1 - mean(a)) + mean(b) * (1 - mean(b))) / 2)
smdw <- function(a, b) {
  p <- prop.table(table(a))[-1]; q <- prop.table(table(b))[-1]
  s <- function(p) { m <- -outer(p, p); diag(m) <- p * (1 - p); m }
  sqrt(drop(t(p - q) %*% ginv((s(p) + s(q)) / 2) %*% (p - q)))
}
# The mean of the sizes of all pairs, and the greatest; of two groups the difference with its sign.
pairs <- function(t, v, x, f) {
  k <- length(x)
  if (k == 2) return(put(t, v, "", "smd", f(x[[1]], x[[2]])))
  all <- abs(unlist(lapply(1:(k - 1), function(i) sapply((i + 1):k, function(j) f(x[[i]], x[[j]])))))
  put(t, v, "", "smd", mean(all)); put(t, v, "", "smd_max", max(all))
}
table_of <- function(t, groups, rows, welch, differences) {
  for (v in rows) {
    name <- v; among <- rep(TRUE, nrow(d))
    if (v == "low_with_irritability") { v <- "low"; among <- d$ui == 1 }
    values <- if (v == "race") d$race else d[[v]]
    x <- lapply(groups, function(g) values[g & among])
    all <- values[Reduce(`|`, groups) & among]
    if (v == "race") {
      m <- sapply(x, table)
      for (w in rownames(m)) {
        row <- paste0("race=", w)
        for (g in seq_along(x)) { put(t, row, g, "n", m[w, g]); put(t, row, g, "percent", 100 * m[w, g] / sum(m[, g])) }
        put(t, row, 0, "n", sum(all == w))
        if (differences) {
          p <- suppressWarnings(prop.test(m[w, ], colSums(m)))
          put(t, row, "", "difference", 100 * (p$estimate[1] - p$estimate[2]))
          put(t, row, "", "difference_low", 100 * p$conf.int[1]); put(t, row, "", "difference_high", 100 * p$conf.int[2])
        }
      }
      counts(t, "race=white", m)
      pairs(t, "race=white", x, smdw)
    } else if (all(d[[v]] %in% 0:1)) {
      k <- sapply(x, sum); n <- sapply(x, length)
      for (g in seq_along(x)) { put(t, name, g, "n", k[g]); put(t, name, g, "percent", 100 * k[g] / n[g]); put(t, name, g, "used", n[g]) }
      put(t, name, 0, "n", sum(all)); put(t, name, 0, "used", length(all))
      counts(t, name, rbind(k, n - k))
      pairs(t, name, x, smdp)
      if (differences) {
        p <- suppressWarnings(prop.test(k, n))
        put(t, name, "", "difference", 100 * (p$estimate[1] - p$estimate[2]))
        put(t, name, "", "difference_low", 100 * p$conf.int[1]); put(t, name, "", "difference_high", 100 * p$conf.int[2])
      }
    } else {
      # Equal values cannot be tested, and so are not taken for normal.
      mean_ <- v == "bwt" || all(sapply(x, function(g) length(unique(g)) > 1 && shapiro.test(g)$p.value > 0.05))
      for (g in seq_along(x)) {
        put(t, v, g, "mean", mean(x[[g]])); put(t, v, g, "sd", sd(x[[g]])); put(t, v, g, "median", median(x[[g]]))
        q <- quantile(x[[g]], c(0.25, 0.75), type = 6, names = FALSE); put(t, v, g, "q1", q[1]); put(t, v, g, "q3", q[2])
      }
      put(t, v, 0, "mean", mean(all)); put(t, v, 0, "median", median(all))
      pairs(t, v, x, smd2)
      y <- unlist(x); f <- factor(rep(seq_along(x), lengths(x)))
      if (mean_ && length(x) == 2) {
        h <- t.test(x[[1]], x[[2]], var.equal = !welch)
        put(t, v, "", "test", if (welch) "WelchT" else "StudentT"); put(t, v, "", "statistic", h$statistic); put(t, v, "", "df", h$parameter)
      } else if (mean_) {
        h <- oneway.test(y ~ f, var.equal = !welch)
        put(t, v, "", "test", if (welch) "WelchAnova" else "Anova"); put(t, v, "", "statistic", h$statistic)
        put(t, v, "", "df", h$parameter[1]); put(t, v, "", "df2", h$parameter[2])
      } else if (length(x) == 2) {
        h <- wilcox.test(x[[1]], x[[2]], exact = FALSE, correct = FALSE); put(t, v, "", "test", "MannWhitney")
      } else {
        h <- kruskal.test(y, f); put(t, v, "", "test", "KruskalWallis"); put(t, v, "", "statistic", h$statistic); put(t, v, "", "df", h$parameter)
      }
      put(t, v, "", "p", h$p.value)
      if (differences) {
        if (mean_) {
          h <- t.test(x[[1]], x[[2]]); shift <- h$estimate[1] - h$estimate[2]
        } else {
          # The root search ends at a difference; the estimate is the median of all of them.
          h <- suppressWarnings(wilcox.test(x[[1]], x[[2]], conf.int = TRUE, tol.root = 1e-12)); shift <- median(outer(x[[1]], x[[2]], "-"))
        }
        put(t, v, "", "difference", shift); put(t, v, "", "difference_low", h$conf.int[1]); put(t, v, "", "difference_high", h$conf.int[2])
      }
    }
  }
}
counts <- function(t, v, m) {
  test <- suppressWarnings(chisq.test(m, correct = FALSE))
  put(t, v, "", "expected", min(test$expected))
  if (min(test$expected) >= 5) {
    put(t, v, "", "test", "PearsonChiSquare"); put(t, v, "", "statistic", test$statistic); put(t, v, "", "df", test$parameter)
    put(t, v, "", "p", test$p.value)
  } else {
    put(t, v, "", "test", if (all(dim(m) == 2)) "FisherExact" else "FisherFreemanHalton"); put(t, v, "", "p", fisher.test(m, workspace = 2e7)$p.value)
  }
}
table_of("smoking", list(d$smoke == 0, d$smoke == 1), c("age", "lwt", "ptl", "ht", "ui", "ftv", "race", "bwt", "low"), TRUE, TRUE)
table_of("race", lapply(levels(d$race), function(r) d$race == r), c("age", "lwt", "ptl", "ht", "ui", "smoke", "bwt", "low"), FALSE, FALSE)
cuts <- findInterval(d$age, c(20, 25, 30))
table_of("age", lapply(0:3, function(k) d$smoke == 0 & cuts == k), c("lwt", "race", "ptl", "bwt", "low", "low_with_irritability"), TRUE, FALSE)

rcs <- function(x, k) {
  outer <- if (k > 3) 0.05 else 0.1
  t <- quantile(x, seq(outer, 1 - outer, length = k), names = FALSE)
  if (length(x) < 100) { t[1] <- sort(x)[5]; t[k] <- rev(sort(x))[5] }
  kd <- (t[k] - t[1])^(2 / 3); p <- function(u) pmax(u / kd, 0)^3
  list(knots = t, x = cbind(x, sapply(1:(k - 2), function(j)
    p(x - t[j]) + ((t[k - 1] - t[j]) * p(x - t[k]) - (t[k] - t[j]) * p(x - t[k - 1])) / (t[k] - t[k - 1]))))
}
few <- head(d$lwt, 60)
for (k in 3:5) for (s in list(list("age", d$age), list("few", few))) {
  r <- rcs(s[[2]], k)
  for (j in 1:k) put("knots", s[[1]], k, j, r$knots[j])
  for (j in 1:(k - 1)) { put("spline", s[[1]], k, paste0("sum", j), sum(r$x[, j])); put("spline", s[[1]], k, paste0("squares", j), sum(r$x[, j]^2)) }
}
control <- glm.control(epsilon = 1e-14, maxit = 100)
model <- function(name, formula, data = d) {
  f <- glm(formula, binomial, data, control = control)
  f <- glm(formula, binomial, data, control = control, start = coef(f)) # errors of the last step, not of the one before
  f$call$data <- quote(d); f$call$formula <- formula; f$call$start <- NULL # for drop1 and update
  b <- coef(f)[-1]; se <- sqrt(diag(vcov(f)))[-1]
  for (j in seq_along(b)) { put("model", name, j, "log_odds_ratio", b[j]); put("model", name, j, "se", se[j]) }
  put("model", name, "", "log_likelihood", logLik(f)[1])
  f
}
full <- low ~ smoke + race + rcs(age, 3)$x + log(lwt) + ht + ui
m <- model("design", full)
k <- rcs(d$age, 3)$knots
n <- glm(low ~ smoke + race + ns(age, knots = k[2], Boundary.knots = k[c(1, 3)]) + log(lwt) + ht + ui, binomial, d, control = control)
stopifnot(abs(logLik(m) - logLik(n)) < 1e-9, max(abs(fitted(m) - fitted(n))) < 1e-9)
whole <- drop1(m, test = "LRT", scope = ~ smoke + race + log(lwt) + ht + ui)
for (v in c("smoke", "race", "log(lwt)", "ht", "ui")) put("lr", "design", v, "p", whole[v, "Pr(>Chi)"])
put("lr", "design", "rcs(age, 3)", "p", anova(update(m, . ~ . - rcs(age, 3)$x), m, test = "LRT")[2, "Pr(>Chi)"])
for (v in c("smoke", "race", "log(lwt)", "ht", "ui")) invisible(model(paste("alone", v), as.formula(paste("low ~", v))))
invisible(model("alone rcs(age, 3)", low ~ rcs(age, 3)$x))
invisible(model("powers", low ~ age + I(age^2) + sqrt(lwt))); invisible(model("logs", low ~ log2(age) + log10(lwt)))
invisible(model("tens", low ~ I(lwt/10) + smoke:I(age/5))); invisible(model("spline by smoking", low ~ rcs(age, 4)$x * smoke))
con <- file(output, "wb"); writeLines(lines, con); close(con)
