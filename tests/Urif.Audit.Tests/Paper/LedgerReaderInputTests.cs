using System.Text;

namespace Urif.Audit.Tests;

/// <summary>What is said of each ledger that cannot be used: small edits of the real one.</summary>
public class LedgerReaderInputTests
{
    private const string NumbersHeader = "id,table,variable,group,statistic,printed,note";

    private const string QuoteAdvice =
        "begins with a quotation mark that does not close the field on its line; "
        + "end it with \" before the comma or line end, and double each \" inside";

    [Theory]
    // Header.
    [InlineData("numbers.csv", "printed,note", "printed", "numbers.csv, line 2: has 7 fields; give 6: id,table,variable,group,statistic,printed; put a field that has a comma in quotes")]
    [InlineData("numbers.csv", "printed,note", "printed,note,page", "numbers.csv, line 1, column 8: \"page\" is not a column of this file; the columns are id,table,variable,group,statistic,printed,note,denominator,test,sides,scope,estimator,interval,time,unit_of_analysis")]
    [InlineData("numbers.csv", "printed,note", "printed,note,test", "numbers.csv, line 2: has 7 fields; give 8: " + NumbersHeader + ",test; put a field that has a comma in quotes")]
    [InlineData("numbers.csv", "printed,note", "printed,printed", "numbers.csv, line 1, column 7: \"printed\" is a column already; keep one of the two")]
    [InlineData("numbers.csv", "printed,note", "test,note", "numbers.csv, line 1: has no column printed; add it; the columns are " + NumbersHeader)]
    [InlineData("numbers.csv", "variable,group", "varable,group", "numbers.csv, line 1, column 3: \"varable\" is not a column of this file; did you mean \"variable\"?")]
    [InlineData("numbers.csv", "variable,group", "group,variable", "numbers.csv, line 2, column 4 (variable): \"nonir_control\" is not a variable; use an id of variables.csv")]
    [InlineData("groups.csv", "id,label_en", "ID,label_en", "groups.csv, line 1, column 1: \"ID\" is not a column of this file; did you mean \"id\"?")]
    // Rows.
    [InlineData("numbers.csv", "mean,34.94,", "mean,34.94", "numbers.csv, line 4: has 6 fields; give 7: " + NumbersHeader + "; put a field that has a comma in quotes")]
    [InlineData("numbers.csv", "\nt1.age.t,", "\nage\nt1.age.t,", "numbers.csv, line 8: has 1 field; give 7: " + NumbersHeader + "; put a field that has a comma in quotes")]
    [InlineData("numbers.csv", "mean,34.94,", "mean,34,94,", "numbers.csv, line 4: has 8 fields; give 7: " + NumbersHeader + "; put a field that has a comma in quotes")]
    [InlineData("numbers.csv", "\nt1.age.t,", "\n\nt1.age.t,", "numbers.csv, line 8: is blank; remove the line")]
    [InlineData("numbers.csv", "t,1.55,", "t,1.55,\"checked", "numbers.csv, line 8, column 7 (note): " + QuoteAdvice)]
    [InlineData("numbers.csv", "t,1.55,", "t,1.55,\"checked\ntwice\"", "numbers.csv, line 8, column 7 (note): " + QuoteAdvice)]
    [InlineData("numbers.csv", "t,1.55,", "t,1.55,\"checked\" twice", "numbers.csv, line 8, column 7 (note): " + QuoteAdvice)]
    [InlineData("groups.csv", "id,label_en", "\"id,label_en", "groups.csv, line 1, column 1 (id): " + QuoteAdvice)]
    // Ids and required values.
    [InlineData("numbers.csv", "t1.age.p,", "t1.age.t,", "numbers.csv, line 9, column 1 (id): \"t1.age.t\" is the id of line 8 already; give each row an id of its own")]
    [InlineData("variables.csv", "\nbmi,", "\nage,", "variables.csv, line 4, column 1 (id): \"age\" is the id of line 3 already; give each row an id of its own")]
    [InlineData("numbers.csv", "t1.age.p,", "t1 age p,", "numbers.csv, line 9, column 1 (id): \"t1 age p\" is not an id; use ASCII letters, digits, _ . and -")]
    [InlineData("numbers.csv", "t1.age.p,", ",", "numbers.csv, line 9, column 1 (id): is blank; give a value")]
    [InlineData("numbers.csv", "t1.age.p,1,", "t1.age.p,,", "numbers.csv, line 9, column 2 (table): is blank; give a value")]
    [InlineData("numbers.csv", "p,0.123", "p,  ", "numbers.csv, line 9, column 6 (printed): is blank; give a value")]
    [InlineData("groups.csv", "all women,全部患者", ",", "groups.csv, line 2, column 2 (label_en): is blank; give a value")]
    [InlineData("groups.csv", "all women", "", null)]
    [InlineData("groups.csv", "全部患者", "", null)]
    // Unknown words.
    [InlineData("numbers.csv", ",mean,34.94", ",maen,34.94", "numbers.csv, line 4, column 5 (statistic): \"maen\" is not a statistic; did you mean \"mean\"?")]
    [InlineData("numbers.csv", ",mean,34.94", ",variance,34.94", "numbers.csv, line 4, column 5 (statistic): \"variance\" is not a statistic; use one of n valid_n percent mean sd se median q1 q3 iqr min max t z chi2 f h r df df2 p odds_ratio risk_ratio hazard_ratio risk_difference mean_difference ci_low ci_high")]
    [InlineData("numbers.csv", ",mean,34.94", ",mad,34.94", "numbers.csv, line 4, column 5 (statistic): \"mad\" is not a statistic; use one of n valid_n percent mean sd se median q1 q3 iqr min max t z chi2 f h r df df2 p odds_ratio risk_ratio hazard_ratio risk_difference mean_difference ci_low ci_high")]
    [InlineData("numbers.csv", ",mean,34.94", ",range,34.94", "numbers.csv, line 4, column 5 (statistic): \"range\" is not a statistic; use one of n valid_n percent mean sd se median q1 q3 iqr min max t z chi2 f h r df df2 p odds_ratio risk_ratio hazard_ratio risk_difference mean_difference ci_low ci_high")]
    [InlineData("numbers.csv", ",mean,34.94", ",q2,34.94", "numbers.csv, line 4, column 5 (statistic): \"q2\" is not a statistic; use one of n valid_n percent mean sd se median q1 q3 iqr min max t z chi2 f h r df df2 p odds_ratio risk_ratio hazard_ratio risk_difference mean_difference ci_low ci_high")]
    [InlineData("numbers.csv", ",mean,34.94", ",or,34.94", "numbers.csv, line 4, column 5 (statistic): \"or\" is not a statistic; use one of n valid_n percent mean sd se median q1 q3 iqr min max t z chi2 f h r df df2 p odds_ratio risk_ratio hazard_ratio risk_difference mean_difference ci_low ci_high")]
    [InlineData("numbers.csv", ",mean,34.94", ",sem,34.94", "numbers.csv, line 4, column 5 (statistic): \"sem\" is not a statistic; use one of n valid_n percent mean sd se median q1 q3 iqr min max t z chi2 f h r df df2 p odds_ratio risk_ratio hazard_ratio risk_difference mean_difference ci_low ci_high")]
    [InlineData("numbers.csv", ",mean,34.94", ",cv,34.94", "numbers.csv, line 4, column 5 (statistic): \"cv\" is not a statistic; use one of n valid_n percent mean sd se median q1 q3 iqr min max t z chi2 f h r df df2 p odds_ratio risk_ratio hazard_ratio risk_difference mean_difference ci_low ci_high")]
    [InlineData("numbers.csv", ",mean,34.94", ",Mean,34.94", "numbers.csv, line 4, column 5 (statistic): \"Mean\" is not a statistic; did you mean \"mean\"?")]
    [InlineData("numbers.csv", "1,age,nonir_control", "1,agee,nonir_control", "numbers.csv, line 4, column 3 (variable): \"agee\" is not a variable; did you mean \"age\"?")]
    [InlineData("numbers.csv", "1,age,nonir_control", "1,weight,nonir_control", "numbers.csv, line 4, column 3 (variable): \"weight\" is not a variable; use an id of variables.csv")]
    [InlineData("numbers.csv", "1,age,nonir_control", "1,age,nonir_contol", "numbers.csv, line 4, column 4 (group): \"nonir_contol\" is not a group; did you mean \"nonir_control\"?")]
    [InlineData("numbers.csv", "text,early_loss,ir_effect,", "text,early_loss,ir_efect,", "numbers.csv, line 341, column 4 (group): \"ir_efect\" is not a group or comparison; did you mean \"ir_effect\"?")]
    [InlineData("numbers.csv", "1,age,nonir_control", "txt,age,nonir_control", "numbers.csv, line 4, column 2 (table): \"txt\" is a table that no comparison names; did you mean \"text\"?")]
    [InlineData("comparisons.csv", "nonir_control,ir_control,1", "nonir,ir_contro,1", "comparisons.csv, line 2, column 5 (second): \"ir_contro\" is not a group; did you mean \"ir_control\"?")]
    [InlineData("comparisons.csv", "age;bmi", "age;bmmi", "comparisons.csv, line 3, column 7 (adjusted_for): \"bmmi\" is not a variable; did you mean \"bmi\"?")]
    [InlineData("groups.csv", ",ir\n", ",it\n", "groups.csv, line 5, column 6 (parent): \"it\" is not a group; use an id of groups.csv")]
    [InlineData("groups.csv", "age >= 20", "ages >= 20", "groups.csv, line 2, column 5 (definition): \"ages\" is not a variable; did you mean \"age\"?")]
    [InlineData("variables.csv", ",clinical_pregnancy,inside", ",clinical_pregnacy,inside", "variables.csv, line 21, column 10 (part_of): \"clinical_pregnacy\" is not a variable; did you mean \"clinical_pregnancy\"?")]
    [InlineData("variables.csv", ",clinical_pregnancy,inside", ",clinical_pregnancy,in", "variables.csv, line 21, column 11 (part_scope): \"in\" is not a scope; use one of inside across")]
    [InlineData("variables.csv", ",stage,", ",stages,", "variables.csv, line 16, column 9 (partition): \"stages\" names a partition of this variable alone; did you mean \"stage\"?")]
    [InlineData("variables.csv", "年龄,continuous", "年龄,continous", "variables.csv, line 3, column 4 (kind): \"continous\" is not a kind; did you mean \"continuous\"?")]
    [InlineData("claims.csv", ",difference,lower", ",diference,lower", "claims.csv, line 2, column 4 (kind): \"diference\" is not a kind of claim; did you mean \"difference\"?")]
    [InlineData("claims.csv", ",difference,lower", ",difference,down", "claims.csv, line 2, column 5 (direction): \"down\" is not a direction; use one of higher lower")]
    [InlineData("claims.csv", "lower,ir_effect,", "lower,ireffect,", "claims.csv, line 2, column 6 (comparison): \"ireffect\" is not a comparison; did you mean \"ir_effect\"?")]
    [InlineData("claims.csv", "ir_effect,early_loss,", "ir_effect,early_los,", "claims.csv, line 2, column 7 (variables): \"early_los\" is not a variable; did you mean \"early_loss\"?")]
    [InlineData("claims.csv", "t2.early_loss.chi2", "t2.early_loss.chi", "claims.csv, line 2, column 8 (depends_on): \"t2.early_loss.chi\" is not a number; did you mean \"t2.early_loss.chi2\"?")]
    [InlineData("claims.csv", "t2.early_loss.chi2", "the chi-square", "claims.csv, line 2, column 8 (depends_on): \"the chi-square\" is not a number; use an id of numbers.csv")]
    [InlineData("claims.csv", "t2.early_loss.chi2;", ";", "claims.csv, line 2, column 8 (depends_on): \"t2.early_loss.nonir_control.n;t2.early_…\" has a blank item; put one ; between two items, and none at the end")]
    [InlineData("claims.csv", "t2.early_loss.chi2", "t2.early_loss.p", "claims.csv, line 2, column 8 (depends_on): \"t2.early_loss.p\" is listed twice; list it once")]
    [InlineData("claims.csv", "no_difference,,", "no_difference,lower,", "claims.csv, line 5, column 5 (direction): \"lower\" is the direction of a claim of no difference; leave it empty")]
    // Which statistic belongs to what.
    [InlineData("numbers.csv", "1,age,,t", "1,age,ir_control,t", "numbers.csv, line 8, column 4 (group): \"ir_control\" is given, but t in a table belongs to the comparison that the table makes; leave it empty")]
    [InlineData("numbers.csv", "1,age,,t", "1,age,ir_effect,t", null)]
    [InlineData("numbers.csv", "1,age,,t", "1,age,metformin_in_ir,t", "numbers.csv, line 8, column 4 (group): \"metformin_in_ir\" is a comparison that table \"1\" does not make; name the table in its row of comparisons.csv")]
    [InlineData("numbers.csv", "1,age,nonir_control", "1,age,", "numbers.csv, line 4, column 4 (group): is blank; give a value")]
    [InlineData("numbers.csv", "1,age,nonir_control", "1,age,ir_effect", "numbers.csv, line 4, column 4 (group): \"ir_effect\" is a comparison, but mean belongs to a group; use an id of groups.csv")]
    [InlineData("numbers.csv", "1,age,nonir_control", "1,age,ir_metformin", "numbers.csv, line 4, column 4 (group): \"ir_metformin\" is not an arm of table \"1\"; use \"nonir_control\" or \"ir_control\", or name the table with the comparison in comparisons.csv")]
    [InlineData("numbers.csv", "text,early_loss,ir_effect,", "text,early_loss,ir_control,", "numbers.csv, line 341, column 4 (group): \"ir_control\" is a group, but p belongs to a comparison; use an id of comparisons.csv")]
    [InlineData("numbers.csv", "text,early_loss,ir_effect,", "text,early_loss,,", "numbers.csv, line 341, column 4 (group): is blank; give a value")]
    [InlineData("numbers.csv", "text,early_loss,ir_control,", "text,early_loss,ir_effect,", "numbers.csv, line 339, column 4 (group): \"ir_effect\" is a comparison, but percent belongs to a group; use an id of groups.csv")]
    [InlineData("comparisons.csv", ",1;2,", ",2,", "numbers.csv, line 8, column 2 (table): \"1\" is a table that no comparison names; name it in the column tables of comparisons.csv, or write text")]
    [InlineData("comparisons.csv", "metformin_in_nonir,", "ir_control,", "comparisons.csv, line 5, column 1 (id): \"ir_control\" is the id of a group too; give the comparison an id of its own")]
    [InlineData("comparisons.csv", "nonir_control,ir_control,,", "nonir_control,ir_control,1,", null)]
    [InlineData("comparisons.csv", "nonir_control,ir_control,1", "ir_control,ir_control,1", "comparisons.csv, line 2, column 5 (second): \"ir_control\" is compared with itself; give two different groups")]
    [InlineData("comparisons.csv", "1;2", "1;text", "comparisons.csv, line 2, column 6 (tables): \"text\" is not a table; name the tables that print this comparison, or none")]
    [InlineData("comparisons.csv", "1;2", "1;2 a", "comparisons.csv, line 2, column 6 (tables): \"2 a\" is not an id; use ASCII letters, digits, _ . and -")]
    [InlineData("numbers.csv", "sd,3.47,", "mean,3.47,", "numbers.csv, line 5, column 1 (id): \"t1.age.nonir_control.sd\" gives the mean of \"age\" in table \"1\" again, after line 4; keep one row for each printed number, or say what sets the two apart: the group, test, estimator, denominator or time")]
    // Printed numbers.
    [InlineData("numbers.csv", "mean,34.94,", "mean,34.9.4,", "numbers.csv, line 4, column 6 (printed): \"34.9.4\" is not a printed number; give its digits, such as 0.50 or -2.89, and for a p-value also <0.001 or NS")]
    [InlineData("numbers.csv", "mean,34.94,", "mean,\"34,94\",", "numbers.csv, line 4, column 6 (printed): \"34,94\" is not a printed number; give its digits, such as 0.50 or -2.89, and for a p-value also <0.001 or NS")]
    [InlineData("numbers.csv", "mean,34.94,", "mean,34.94\u00A0,", "numbers.csv, line 4, column 6 (printed): \"34.94\\u{00A0}\" is not a printed number; give its digits, such as 0.50 or -2.89, and for a p-value also <0.001 or NS")]
    [InlineData("numbers.csv", "mean,34.94,", "mean,34.94 or else 35.94 or else 36.94 or else 37,", "numbers.csv, line 4, column 6 (printed): \"34.94 or else 35.94 or else 36.94 or el…\" is not a printed number; give its digits, such as 0.50 or -2.89, and for a p-value also <0.001 or NS")]
    [InlineData("numbers.csv", "mean,34.94,", "mean,<34.94,", "numbers.csv, line 4, column 6 (printed): \"<34.94\" is an inequality; a mean is a number: give it")]
    [InlineData("numbers.csv", "p,0.123,", "p,＞0.05,", null)]
    [InlineData("numbers.csv", "p,0.123,", "p,<0.05,", null)]
    [InlineData("numbers.csv", "n,138,", "n,138.0,", "numbers.csv, line 2, column 6 (printed): \"138.0\" cannot be an n; n counts women: give a whole number from 0 up")]
    [InlineData("numbers.csv", "n,138,", "n,-1,", "numbers.csv, line 2, column 6 (printed): \"-1\" cannot be an n; n counts women: give a whole number from 0 up")]
    [InlineData("numbers.csv", "percent,24.11,", "percent,100.01,", "numbers.csv, line 123, column 6 (printed): \"100.01\" cannot be a percent; a percentage of a group lies between 0 and 100")]
    [InlineData("numbers.csv", "percent,24.11,", "percent,-0.01,", "numbers.csv, line 123, column 6 (printed): \"-0.01\" cannot be a percent; a percentage of a group lies between 0 and 100")]
    [InlineData("numbers.csv", "p,0.123,", "p,1.001,", "numbers.csv, line 9, column 6 (printed): \"1.001\" cannot be a p; a p-value lies between 0 and 1")]
    [InlineData("numbers.csv", "p,0.123,", "p,-0.123,", "numbers.csv, line 9, column 6 (printed): \"-0.123\" cannot be a p; a p-value lies between 0 and 1")]
    [InlineData("numbers.csv", "sd,3.47,", "sd,-3.47,", "numbers.csv, line 5, column 6 (printed): \"-3.47\" cannot be an sd; a standard deviation is 0 or more")]
    [InlineData("numbers.csv", ",t,1.55,", ",chi2,-1.55,", "numbers.csv, line 8, column 6 (printed): \"-1.55\" cannot be a chi2; a chi-square is 0 or more")]
    [InlineData("numbers.csv", "odds_ratio,1.385,", "odds_ratio,0.000,", null)]
    [InlineData("numbers.csv", "odds_ratio,1.385,", "odds_ratio,-1.385,", "numbers.csv, line 348, column 6 (printed): \"-1.385\" cannot be an odds_ratio; an odds ratio is 0 or more")]
    [InlineData("numbers.csv", "ci_low,1.035,", "ci_low,0.0,", null)]
    [InlineData("numbers.csv", "ci_low,1.035,", "ci_low,<0.001,", null)]
    [InlineData("numbers.csv", "mean,34.94,", "mean,NS,", "numbers.csv, line 4, column 6 (printed): \"NS\" is said of a p-value alone; give the number")]
    [InlineData("numbers.csv", "mean,34.94,", "mean,34.94%,", "numbers.csv, line 4, column 6 (printed): \"34.94%\" is a percent; a mean is none: give the number without the sign, or another statistic")]
    [InlineData("numbers.csv", "p,0.123,", "p,NS,", null)]
    [InlineData("numbers.csv", "p,0.123,", "p,n.s.,", null)]
    [InlineData("numbers.csv", "p,0.123,", "p,≤0.001,", null)]
    [InlineData("numbers.csv", "p,0.123,", "p,≥0.05,", null)]
    [InlineData("numbers.csv", "p,0.123,", "p,.045,", null)]
    [InlineData("numbers.csv", "p,0.123,", "p,＜０．００１,", null)]
    [InlineData("numbers.csv", "p,0.123,", "p,0·123,", null)]
    [InlineData("numbers.csv", "mean,34.94,", "mean,−34.94,", null)]
    [InlineData("numbers.csv", "mean,34.94,", "mean,\"1,234.5\",", null)]
    [InlineData("numbers.csv", "mean,34.94,", "mean,+34.94,", null)]
    [InlineData("numbers.csv", "mean,34.94,", "mean,１２．５,", null)]
    [InlineData("numbers.csv", "ci_low,1.035,", "ci_low,-1.035,", "numbers.csv, line 349, column 6 (printed): \"-1.035\" cannot be a ci_low of an odds_ratio; the limits of a ratio are 0 or more")]
    [InlineData("numbers.csv", "n,138,", "n,139,", null)]
    // Groups.
    [InlineData("groups.csv", ",335,", ",335.5,", "groups.csv, line 2, column 4 (size): \"335.5\" is not the size of a group; give a whole number from 1 up")]
    [InlineData("groups.csv", ",335,", ",0,", "groups.csv, line 2, column 4 (size): \"0\" is not the size of a group; give a whole number from 1 up")]
    [InlineData("groups.csv", ",335,", ",-335,", "groups.csv, line 2, column 4 (size): \"-335\" is not the size of a group; give a whole number from 1 up")]
    [InlineData("groups.csv", ",335,", ",99999999999,", "groups.csv, line 2, column 4 (size): \"99999999999\" is not the size of a group; give a whole number from 1 up")]
    [InlineData("groups.csv", ",335,", ",,", "groups.csv, line 2, column 4 (size): is blank; give a value")]
    [InlineData("groups.csv", ",112,", ",177,", "groups.csv, line 5, column 4 (size): \"177\" is more than the 176 women of its parent \"ir\"; correct the size, the parent, or the parent's size")]
    [InlineData("groups.csv", "bmi < 30; prior_transfer_cycles >= 3,", "bmi < 30; prior_transfer_cycles >= 3,nonir_control", "groups.csv, line 2, column 6 (parent): \"nonir_control\" makes the group a part of itself; give a group that contains this one")]
    [InlineData("groups.csv", "homa_ir >= 2.14", "homa_ir => 2.14", "groups.csv, line 3, column 5 (definition): \"homa_ir => 2.14\" is not a condition; write variable, operator (>= <= > < =) and number, such as homa_ir >= 2.14, with ; between conditions")]
    [InlineData("groups.csv", "homa_ir >= 2.14", "homa_ir >= high", "groups.csv, line 3, column 5 (definition): \"homa_ir >= high\" is not a condition; write variable, operator (>= <= > < =) and number, such as homa_ir >= 2.14, with ; between conditions")]
    [InlineData("groups.csv", "homa_ir >= 2.14", ">= 2.14", "groups.csv, line 3, column 5 (definition): \">= 2.14\" is not a condition; write variable, operator (>= <= > < =) and number, such as homa_ir >= 2.14, with ; between conditions")]
    [InlineData("groups.csv", "bmi < 30;", "bmi < 30;;", "groups.csv, line 2, column 5 (definition): \"age >= 20; age <= 40; bmi < 30;; prior_…\" has a blank item; put one ; between two items, and none at the end")]
    // Variables.
    [InlineData("variables.csv", ",1,15,60,", ",1,41,40,", "variables.csv, line 3, column 7 (minimum): \"41\" is above the maximum \"40\"; give a minimum that is at most the maximum")]
    [InlineData("variables.csv", ",1,15,60,", ",1,∞,60,", "variables.csv, line 3, column 7 (minimum): \"∞\" is not a number; give a decimal number such as 2.14, or nothing")]
    [InlineData("variables.csv", ",1,15,60,", ",1,15,1e9,", "variables.csv, line 3, column 8 (maximum): \"1e9\" is not a number; give a decimal number such as 2.14, or nothing")]
    [InlineData("variables.csv", ",1,15,60,", ",0,20,40,", "variables.csv, line 3, column 6 (granularity): \"0\" is not a step; give a positive number, or nothing where it is unknown")]
    [InlineData("variables.csv", "fpg*fins/22.5", "fpg*fins", "variables.csv, line 14, column 12 (formula): \"fpg*fins\" is not a formula; write the product of two variables over a positive number: fpg*fins/22.5")]
    [InlineData("variables.csv", "fpg*fins/22.5", "fpg*fins/0", "variables.csv, line 14, column 12 (formula): \"fpg*fins/0\" is not a formula; write the product of two variables over a positive number: fpg*fins/22.5")]
    [InlineData("variables.csv", "fpg*fins/22.5", "fpg*insulin/22.5", "variables.csv, line 14, column 12 (formula): \"insulin\" is not a variable; use an id of variables.csv")]
    [InlineData("variables.csv", "fpg*fins/22.5", "fpg*homa_ir/22.5", "variables.csv, line 14, column 12 (formula): \"fpg*homa_ir/22.5\" refers to the variable that it defines; use two other variables")]
    [InlineData("variables.csv", ",clinical_pregnancy,inside", ",ectopic,inside", "variables.csv, line 21, column 10 (part_of): \"ectopic\" makes the variable a part of itself; give an outcome that contains this one")]
    [InlineData("variables.csv", ",clinical_pregnancy,inside", ",,inside", "variables.csv, line 21, column 11 (part_scope): \"inside\" is given without part_of; leave it empty, or say which outcome contains this one")]
    [InlineData("variables.csv", ",clinical_pregnancy,inside", ",clinical_pregnancy,", "variables.csv, line 21, column 11 (part_scope): is blank; give a value")]
    // Data package.
    [InlineData("datapackage.json", "\"alpha\": 0.05", "\"alpha\": 5", "datapackage.json, paper.alpha: \"5\" is not a number between 0 and 1; give a fraction such as 0.05")]
    [InlineData("datapackage.json", "\"alpha\": 0.05", "\"alpha\": \"0.05\"", "datapackage.json, paper.alpha: \"\\\"0.05\\\"\" is not a number between 0 and 1; give a fraction such as 0.05")]
    [InlineData("datapackage.json", "\"confidence_level\": 0.95", "\"confidence_level\": 1", "datapackage.json, paper.confidence_level: \"1\" is not a number between 0 and 1; give a fraction such as 0.05")]
    [InlineData("datapackage.json", "\"alpha\"", "\"alhpa\"", "datapackage.json, paper: has no property alpha; add it")]
    [InlineData("datapackage.json", "\"paper\"", "\"study\"", "datapackage.json: has no property paper; add it")]
    [InlineData("datapackage.json", "\"student\"", "\"studnet\"", "datapackage.json, paper.methods.means: \"studnet\" is unknown; did you mean \"student\"?")]
    [InlineData("datapackage.json", "\"mann-whitney\"", "\"t\"", "datapackage.json, paper.methods.medians: \"t\" is unknown; use mann-whitney")]
    [InlineData("datapackage.json", "\"fisher\"", "\"cochran\"", "datapackage.json, paper.methods.counts[1]: \"cochran\" is unknown; use one of pearson yates n-1 likelihood-ratio fisher mid-p")]
    [InlineData("datapackage.json", "\"fisher\"", "\"pearson\"", "datapackage.json, paper.methods.counts: names a test twice; name it once")]
    [InlineData("datapackage.json", "\"urif-metformin\"", "\"\"", "datapackage.json, paper.id: is blank; give a value")]
    [InlineData("datapackage.json", "\"urif-metformin\"", "7", "datapackage.json, paper.id: is not a text; give a text in quotes")]
    [InlineData("datapackage.json", "(马文红", "\\u000a\\u001b[2J(", "datapackage.json, paper.citation: has a control character: \"Ma W, Zeng Z, Yang Y, Li R, Mo D \\u{000A}\\u{001B}[2J(…\"; give one line of plain text")]
    [InlineData("datapackage.json", "(马文红", "\\ud800", "datapackage.json, paper.citation: has an escape \\uD800 to \\uDFFF that is half a character; write the character itself, or both of its escapes")]
    [InlineData("datapackage.json", "\"alpha\": 0.05,", "\"alpha\": 0.05, \"alpha\": 0.01,", "datapackage.json: names a property twice in one object; keep one of the two")]
    [InlineData("datapackage.json", "\"alpha\": 0.05,", "\"alpha\": 0.05", "datapackage.json, line 24, byte 5: is not valid JSON; correct the syntax there")]
    [InlineData("datapackage.json", "\"numbers.csv\"", "\"number.csv\"", "datapackage.json, resources[0].path: \"number.csv\" is unknown; did you mean \"numbers.csv\"?")]
    [InlineData("datapackage.json", "\"numbers.csv\"", "\"groups.csv\"", "datapackage.json, resources[0].schema.fields[1].name: is \"table\", which is no column of groups.csv; use id label_en label_zh size definition parent partitioned")]
    [InlineData("datapackage.json", "\"printed\"", "\"printd\"", "datapackage.json, resources[0].schema.fields[5].name: is \"printd\", which is no column of numbers.csv; did you mean \"printed\"?")]
    public void An_unusable_ledger_is_refused_in_one_line(string file, string find, string with, string? message)
    {
        using var folder = new LedgerFolder();
        folder.Replace(file, find, with);
        AssertRefused(message, folder.Path);
    }

    /// <summary>What is counted may be embryos or sacs: whether it can be women is for the audit to say.</summary>
    [Fact]
    public void A_count_above_the_size_of_its_group_is_read()
    {
        using var folder = new LedgerFolder();
        var row = File.ReadLines(folder.PathOf("numbers.csv")).First(l => l.StartsWith("t2.early_loss.ir_control.n,", StringComparison.Ordinal));
        folder.Replace("numbers.csv", row, "t2.early_loss.ir_control.n,2,early_loss,ir_control,n,113,");
        Assert.Equal(113, LedgerReader.Read(folder.Path).Numbers.Single(n => n.Id == "t2.early_loss.ir_control.n").Printed.Digits);
    }

    [Fact]
    public void Every_problem_of_a_folder_is_said_in_one_run_in_the_order_of_reading()
    {
        using var folder = new LedgerFolder();
        folder.Replace("datapackage.json", "\"alpha\": 0.05", "\"alpha\": 5");
        folder.Replace("variables.csv", "年龄,continuous", "年龄,continous");
        folder.Replace("groups.csv", ",335,", ",none,");
        folder.Replace("numbers.csv", "p,0.123,", "p,1.23,");
        folder.Replace("numbers.csv", "mean,34.94,", "maen,-,");
        folder.Replace("numbers.csv", "1,age,nonir_control,sd,3.47", "1,agee,nonir_contol,sd,-3.47");
        folder.Replace("claims.csv", ",difference,lower", ",diference,down");
        var e = Assert.Throws<InputException>(() => LedgerReader.Read(folder.Path));
        Assert.Equal(
            [
                "datapackage.json, paper.alpha", "variables.csv, line 3, column 4 (kind)", "groups.csv, line 2, column 4 (size)",
                "numbers.csv, line 4, column 5 (statistic)", "numbers.csv, line 5, column 3 (variable)", "numbers.csv, line 5, column 4 (group)",
                "numbers.csv, line 5, column 6 (printed)", "numbers.csv, line 9, column 6 (printed)", "claims.csv, line 2, column 4 (kind)",
                "claims.csv, line 2, column 5 (direction)",
            ],
            e.Problems.Select(p => p.Where));
        Assert.Equal(e.Problems.Select(p => p.Message), e.Message.Split('\n'));
    }

    [Fact]
    public void Twenty_problems_have_a_line_and_the_rest_are_counted()
    {
        using var folder = new LedgerFolder();
        var lines = File.ReadAllLines(folder.PathOf("numbers.csv"));
        for (var row = 1; row <= 23; row++) lines[row] = lines[row].Split(',')[0] + ",1,age,nonir_control,t.,1,";
        File.WriteAllLines(folder.PathOf("numbers.csv"), lines);
        var said = Assert.Throws<InputException>(() => LedgerReader.Read(folder.Path)).Message.Split('\n');
        Assert.Equal(21, said.Length);
        Assert.StartsWith("numbers.csv, line 21, column 5 (statistic): ", said[19], StringComparison.Ordinal);
        Assert.Matches("^and [0-9]+ more problems$", said[20]);
    }

    [Fact]
    public void The_form_of_a_file_is_checked_before_its_content()
    {
        using var folder = new LedgerFolder();
        folder.Replace("numbers.csv", "mean,34.94,", "maen,34.94,");
        folder.Replace("numbers.csv", "p,0.123,", "p,0.123");
        AssertRefused($"numbers.csv, line 9: has 6 fields; give 7: {NumbersHeader}; put a field that has a comma in quotes", folder.Path);
    }

    [Theory]
    [InlineData("138,\n", "138,\r", "numbers.csv, line 2, byte 64: has a carriage return (CR) alone; end lines with LF or CR LF")]
    [InlineData("0.123,", "0.123\t,", "numbers.csv, line 9, byte 24: has a tab; separate fields by commas, and words by spaces")]
    [InlineData("0.123,", "0.123\0,", "numbers.csv, line 9, byte 24: has the control character U+0000; remove it")]
    [InlineData("0.123,", "0.123\u001B,", "numbers.csv, line 9, byte 24: has the control character U+001B; remove it")]
    [InlineData("＜0.001,", "＜0.001\u0085,", "numbers.csv, line 15, byte 27: has the control character U+0085; remove it")]
    [InlineData("0.123,", "0.123,\u2028", "numbers.csv, line 9, byte 25: has the control character U+2028; remove it")]
    public void A_control_character_is_refused(string find, string with, string message)
    {
        using var folder = new LedgerFolder();
        folder.Replace("numbers.csv", find, with);
        AssertRefused(message, folder.Path);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF }, "FF")]
    [InlineData(new byte[] { 0xE2, 0x82 }, "E2")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "ED")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "C0")]
    public void Broken_UTF_8_is_refused_with_line_and_byte(byte[] broken, string first)
    {
        using var folder = new LedgerFolder();
        var bytes = folder.Bytes("numbers.csv");
        var at = bytes.AsSpan().IndexOf("0.123,"u8);
        folder.Write("numbers.csv", [.. bytes[..at], .. broken, .. bytes[at..]]);
        AssertRefused($"numbers.csv, line 9, byte 19: is not UTF-8 (byte {first}); save it as UTF-8", folder.Path);
    }

    [Fact]
    public void A_file_in_UTF_16_or_GBK_is_refused()
    {
        using var folder = new LedgerFolder();
        folder.Write("groups.csv", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(File.ReadAllText(folder.PathOf("groups.csv")))]);
        AssertRefused("groups.csv, line 1, byte 1: is not UTF-8 (byte FF); save it as UTF-8", folder.Path);
        // The GBK bytes of 全部; the two of 全 happen to be a character of UTF-8.
        folder.Write("groups.csv", [.. "id,label_en,label_zh,size,definition,parent\nall,all women,"u8, 0xC8, 0xAB, 0xB2, 0xBF, .. ",335,,\n"u8]);
        AssertRefused("groups.csv, line 2, byte 17: is not UTF-8 (byte B2); save it as UTF-8", folder.Path);
    }

    [Fact]
    public void A_last_line_without_line_feed_is_read()
    {
        using var folder = new LedgerFolder();
        foreach (var file in LedgerFolder.Files) folder.Write(file, folder.Bytes(file)[..^1]);
        Assert.Equal(419, LedgerReader.Read(folder.Path).Numbers.Count);
    }

    [Fact]
    public void A_file_with_a_header_alone_has_no_numbers()
    {
        using var folder = new LedgerFolder();
        folder.Write("numbers.csv", Encoding.UTF8.GetBytes(NumbersHeader));
        AssertRefused("numbers.csv, line 2: has a header but no numbers; give a row for each printed number", folder.Path);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        foreach (var (folder, quoted) in ((string, string)[])[("no such folder", "no such folder"), ("a\nb", "a\\u{000A}b"), ("a\0b", "a\\u{0000}b"), ("", "")])
            AssertRefused(
                $"folder \"{quoted}\": does not exist; give the folder that holds datapackage.json, numbers.csv, groups.csv, comparisons.csv, variables.csv, claims.csv",
                folder);
    }

    [Fact]
    public void A_missing_or_empty_file_is_named()
    {
        foreach (var file in LedgerFolder.Files)
        {
            using var folder = new LedgerFolder();
            folder.Write(file, []);
            AssertRefused($"{file}: is empty; restore it", folder.Path);
            File.Delete(folder.PathOf(file));
            AssertRefused($"{file}: is not in the folder \"{folder.Path}\"; add it, or give another folder", folder.Path);
            Directory.CreateDirectory(folder.PathOf(file));
            AssertRefused($"{file}: is not in the folder \"{folder.Path}\"; add it, or give another folder", folder.Path);
        }
    }

    [Fact]
    public void A_file_above_16_MiB_is_refused_unread()
    {
        foreach (var file in LedgerFolder.Files)
        {
            using var folder = new LedgerFolder();
            using (var stream = File.OpenWrite(folder.PathOf(file))) stream.SetLength(100_000_000);
            LedgerReader.Read(LedgerFolder.Real);
            var before = GC.GetAllocatedBytesForCurrentThread();
            AssertRefused($"{file}: has 100000000 bytes; a ledger's file has at most 16 MiB (16777216 bytes)", folder.Path);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        }
    }

    [Fact]
    public void A_file_of_16_MiB_is_read()
    {
        using var folder = new LedgerFolder();
        var bytes = new MemoryStream();
        bytes.Write(folder.Bytes("numbers.csv"));
        for (var i = 0; bytes.Length < (16 << 20) - 200; i++) bytes.Write(Encoding.UTF8.GetBytes($"x{i},text,age,ir_control,mean,34.94,\n"));
        bytes.Write(Encoding.UTF8.GetBytes("last,text,age,ir_control,mean,34.94,"));
        bytes.Write(Encoding.UTF8.GetBytes(new string('x', (16 << 20) - (int)bytes.Length)));
        folder.Write("numbers.csv", bytes.ToArray());
        Assert.Equal("last", LedgerReader.Read(folder.Path).Numbers[^1].Id);
    }

    [Fact]
    public void A_line_of_65536_characters_is_read_and_a_longer_one_refused()
    {
        using var folder = new LedgerFolder();
        const string row = "t1.age.t,1,age,,t,1.55,";
        folder.Replace("numbers.csv", row, row + new string('x', 65536 - row.Length));
        Assert.Equal(65536 - row.Length, LedgerReader.Read(folder.Path).Numbers.Single(n => n.Id == "t1.age.t").Note.Length);
        folder.Replace("numbers.csv", row, row + ",");
        AssertRefused("numbers.csv, line 8: has 65537 characters; give at most 65536 on a line, and each row a line of its own", folder.Path);
    }

    [Fact]
    public void A_quote_that_is_open_to_the_end_of_a_large_file_is_refused()
    {
        using var folder = new LedgerFolder();
        var rows = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"x{i},text,age,ir_control,mean,34.94,\n"));
        folder.Replace("numbers.csv", "t,1.55,\n", "t,1.55,\"\n" + rows);
        folder.Replace("numbers.csv", "\"The English", "The English");
        AssertRefused("numbers.csv, line 8, column 7 (note): " + QuoteAdvice, folder.Path);
    }

    [Fact]
    public void A_data_package_may_leave_out_what_it_would_only_repeat()
    {
        using var folder = new LedgerFolder();
        folder.Write("datapackage.json", """
            {"paper":{"id":"p","title":{"zh":"题"},"citation":"c","alpha":0.05,"confidence_level":0.95,
             "methods":{"means":["welch","mann-whitney"],"medians":"mann-whitney","counts":["yates"],
             "missing":"some","rounding":"half-up","sd_denominator":"n","sides":"one"}}}
            """u8.ToArray());
        var paper = LedgerReader.Read(folder.Path).Paper;
        Assert.Equal(new("题", "题"), paper.Title);
        Assert.Equal((TestMethod.Welch, TestMethod.MannWhitney), (paper.MeansTest, Assert.Single(paper.OtherMeansTests)));
        Assert.Equal(
            (StatedCompleteness.Some, StatedRounding.HalfUp, StatedSdDenominator.N, StatedSides.One),
            (paper.Missing, paper.Rounding, paper.SdDenominator, paper.Sides));

        folder.Replace("datapackage.json", "\"half-up\"", "\"half up\"");
        folder.Replace("datapackage.json", "\"some\"", "\"sone\"");
        folder.Replace("datapackage.json", "[\"yates\"]", "[]");
        Assert.Equal(
            [
                "datapackage.json, paper.methods.counts: is empty; name at least one of pearson yates n-1 likelihood-ratio fisher mid-p",
                "datapackage.json, paper.methods.missing: \"sone\" is unknown; did you mean \"some\"?",
                "datapackage.json, paper.methods.rounding: \"half up\" is unknown; did you mean \"half-up\"?",
            ],
            Assert.Throws<InputException>(() => LedgerReader.Read(folder.Path)).Problems.Select(p => p.Message));
        folder.Write("datapackage.json", "[1]"u8.ToArray());
        AssertRefused("datapackage.json: is not an object; give an object with the property paper", folder.Path);
    }

    private static void AssertRefused(string? message, string folder)
    {
        if (message is null) LedgerReader.Read(folder);
        else Assert.Equal(message, Assert.Throws<InputException>(() => LedgerReader.Read(folder)).Problems[0].Message);
    }
}
