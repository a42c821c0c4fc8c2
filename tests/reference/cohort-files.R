# A small table of patients, and the same table as files that R's packages write.
#   Rscript cohort-files.R OUTPUT_CSV [FOLDER]
# OUTPUT_CSV has the values, NA for missing; FOLDER gets byte.sav, none.sav, zlib.zsav (haven), openxlsx.xlsx (openxlsx) and
# utf8.csv (utils). In the .sav files 9 is a user-missing stage, 900 to 999 are user-missing weights, and "-" a user-missing ward;
# in all files they are missing.
# R 4.2.2, haven 2.5.1, openxlsx 4.2.5.2. Tolerance: none, values are read back equal; .xlsx holds 15 digits, and so do these.
arguments <- commandArgs(trailingOnly = TRUE)

u <- function(x) enc2utf8(x)
table <- data.frame(
  id = 1:12,
  age = c(31, 28.5, NA, 35, 40, 22, 33, 29, NA, 38, 41, 30),
  fpg = c(5.1, 4.87, 5.33, NA, 6.02, 4.4, 1e-10, 123456.789, -3.25, 5, 0, 1e15),
  name = u(c("\u5f20\u4e09", "\u674e\u56db", "", "A, B", "\u6b27\u9633\u9752\u9752", "x", "O;K", "\u00fc\u00f6", "\u80f0\u5c9b\u7d20", " y", "tab", "z")),
  stage = c(1, 2, NA, 1, 2, 1, 1, 2, NA, 1, 2, 2),
  weight = c(55, 61.5, NA, 70, NA, 49, 50, 51, 52, 53, 54, 55.5),
  ward = c("A1", "", "B2", "A1", "C3", "A1", "B2", "B2", "A1", "", "C3", "A1"),
  note = u(c(strrep("\u80f0\u5c9b\u7d20\u62b5\u6297", 60), "", strrep("n", 251), strrep("n", 252), strrep("n", 255), strrep("n", 256),
             "short", strrep("0123456789", 50), "", "a", "b", strrep("\u5375", 300))),
  transfer = as.Date(c("2015-03-01", "2016-02-29", NA, "2019-12-31", "1999-01-01", "2020-02-29", "2021-06-15", "2022-11-30",
                       NA, "1962-08-17", "2024-01-01", "2030-12-31")),
  stringsAsFactors = FALSE)

text <- function(x) ifelse(is.na(x) | x == "", "NA", paste0("\"", x, "\""))
number <- function(x) ifelse(is.na(x), "NA", sprintf("%.17g", x))
lines <- paste(table$id, number(table$age), number(table$fpg), text(table$name), number(table$stage), number(table$weight),
               text(table$ward), text(table$note), ifelse(is.na(table$transfer), "NA", format(table$transfer)), sep = ",")
output <- file(arguments[1], "wb")
writeLines(enc2utf8(c(paste(names(table), collapse = ","), lines)), output, useBytes = TRUE)
close(output)

if (length(arguments) > 1) {
  folder <- arguments[2]
  labelled <- table
  labelled$stage[3] <- 9
  labelled$stage <- haven::labelled_spss(labelled$stage, labels = c("\u5375\u88c2\u80da" = 1, "\u56ca\u80da" = 2, unknown = 9),
                                         na_values = 9, label = "\u80da\u80ce stage")
  labelled$weight[c(3, 5)] <- c(900, 999)
  labelled$weight <- haven::labelled_spss(labelled$weight, na_range = c(900, 999), label = "Weight (kg)")
  labelled$ward[2] <- "-"
  labelled$ward <- haven::labelled_spss(labelled$ward, labels = c(first = "A1"), na_values = "-")
  haven::write_sav(labelled, file.path(folder, "byte.sav"), compress = "byte")
  haven::write_sav(labelled, file.path(folder, "none.sav"), compress = "none")
  haven::write_sav(labelled, file.path(folder, "zlib.zsav"), compress = "zsav")
  openxlsx::write.xlsx(list(cohort = table, other = data.frame(a = 1)), file.path(folder, "openxlsx.xlsx"))
  connection <- file(file.path(folder, "utf8.csv"), "wb", encoding = "UTF-8")
  write.csv(table, connection, row.names = FALSE, na = "", fileEncoding = "UTF-8")
  close(connection)
}
