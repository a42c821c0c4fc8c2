using Urif.Notebooks.Book;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Book;

/// <summary>
/// A small book with everything in it that a notebook may hold: prose, tables, formulas, charts, failures, two languages.
/// </summary>
internal static class SampleBook
{
    /// <summary>A JavaScript that stands for plotly.js: it draws a box.</summary>
    public const string Plotly = """
        window.Plotly = { newPlot: (box, data, layout) => { box.classList.add("js-plotly-plot"); box._fullLayout = { xaxis: {} };
          box.append(Object.assign(document.createElement("b"), { textContent: "chart of " + data.length + " </script>".length })); return Promise.resolve(box); },
          relayout: (box, change) => { box.dataset.font = change["font.color"]; } };
        """;

    public static IReadOnlyList<BookPage> Pages { get; } = [WholeGame(), TableOne(), Formulas(), Outputs(), Chinese()];

    private static BookPage WholeGame() => new("00-the-whole-game.ipynb", Notebook.Of(
        new MarkdownCell("title", """
            # The whole game: claims and verdicts

            A retrospective cohort of 335 women asks whether insulin resistance (HOMA-IR $\ge 2.14$) changes pregnancy outcomes, and
            whether metformin helps. This page tells the story in five minutes; each step has a page of its own.

            The patient rows are not public, so the audit starts from what is printed: every number is a row of a *ledger*, and
            every row gets a **verdict** with the interval that it had to fall in.[^grim] Start with
            [Table 1](03-table-1.ipynb), or go straight to [the pregnancy rates](03-table-1.ipynb#recomputed).

            [^grim]: Brown and Heathers (2017) call the test of a mean against its count the GRIM test.
            """),
        new CodeCell("load", """
            #r "../lib/Urif.Repro/bin/Release/net10.0/Urif.Repro.dll"
            using Urif.Repro;

            // The ledger holds 336 printed numbers.
            var paper = Paper.Load("../data/paper");
            var audit = Audit.Run(paper);
            display($"{audit.Numbers.Count} numbers, {audit.Checks} checks");
            audit.Summary
            """)
        {
            ExecutionCount = 1,
            Outputs =
            [
                new StreamOutput("stdout", "336 numbers, 1 204 checks\n"),
                new ExecuteResult(MimeBundle.Empty.With("text/html", """
                    <table><thead><tr><th>verdict</th><th style="text-align:right">numbers</th></tr></thead>
                    <tbody><tr><td>reproduced</td><td style="text-align:right">211</td></tr><tr><td>reproduced by variant</td><td style="text-align:right">64</td></tr>
                    <tr><td>not reproduced</td><td style="text-align:right">31</td></tr><tr><td>contradicted</td><td style="text-align:right">18</td></tr>
                    <tr><td>not checkable</td><td style="text-align:right">12</td></tr></tbody></table>
                    """).With("text/plain", "211 reproduced"), 1),
            ],
        },
        new MarkdownCell("reading", """
            ## How to read a verdict

            A verdict is about a *number*, never about motives.

            | verdict | meaning |
            |:--|:--|
            | `reproduced` | inside the attainable set under the method that the paper states |
            | `reproduced_by_variant` | only under an unstated convention, which is named |
            | `impossible` | no data set can have it, given the group's other printed numbers; the certificate says why |

            > A pass is reported with its power: the share of values of that many digits that would have passed too.

            ### What to do next

            - [x] Read Table 1
            - [ ] Turn the cut-off: see [what if](10-what-if.ipynb#cut-off)
            - [ ] Ask the authors

            ### Sources

            1. GRIM: <https://doi.org/10.1177/1948550616673876>
            2. The paper's own text.
            """)));

    private static BookPage TableOne()
    {
        var columns = string.Concat(Enumerable.Range(1, 9).Select(i => $"<th>printed {i}</th>"));
        var row = string.Concat(Enumerable.Range(1, 9).Select(i => $"<td>12.{i}4 ± 3.0{i}</td>"));
        return new BookPage("03-table-1.ipynb", Notebook.Of(
            new MarkdownCell("title", """
                # Table 1: the two groups before treatment

                Table 1 compares 168 women with insulin resistance to 167 without, on age, BMI and eleven other variables. Each printed
                mean, SD and *t* is set beside the values that it could have had.

                ## Printed beside recomputed
                """),
            new CodeCell("parameters", "var decimals = 2;\nvar level = 0.95;") { Metadata = Tagged("parameters") },
            new CodeCell("recomputed", """"
                using System.Linq;

                record Row(string Variable, double Mean, double Sd, int N);

                static double StandardError(Row row) => row.Sd / Math.Sqrt(row.N);

                var rows = new List<Row> { new("age", 31.42, 4.07, 168), new("bmi", 24.9, 3.35e0, 167) };
                foreach (var row in rows.Where(r => r.N > 0))
                {
                    /* Welch, as the paper's footnote says */
                    var text = $"{row.Variable,-8} {StandardError(row):F3} {(row.Mean > 30 ? "high" : "low")}";
                    Console.WriteLine(text);
                }
                var raw = """
                    {"a": 1}
                    """;
                await Task.Delay(1);
                Table.One(rows, decimals)
                """")
            {
                Outputs =
                [
                    new ExecuteResult(MimeBundle.Empty.With("text/html", $"<table><caption>Table 1, printed and recomputed</caption><thead><tr><th>variable</th>{columns}</tr></thead><tbody><tr><td>age</td>{row}</tr><tr><td>prior_failed_cycles</td>{row}</tr></tbody></table>"), 2),
                ],
            },
            new MarkdownCell("attainable", """
                ## Each value against its attainable interval

                A dot on its bar is a value that could be; a dot beside it could not.
                """),
            new CodeCell("dots", "Chart.Attainable(audit, table: 1)")
            {
                Outputs =
                [
                    new DisplayData(MimeBundle.Empty.With("image/svg+xml", Dots).With("text/plain", "Five printed values, one outside its attainable interval")),
                ],
            },
            new CodeCell("histogram", "Chart.Histogram(p)")
            {
                Outputs =
                [
                    new DisplayData(MimeBundle.Empty.With("application/vnd.plotly.v1+json",
                        System.Text.Json.JsonDocument.Parse("""{"data":[{"type":"bar","y":[1,3,2]}],"layout":{"title":{"text":"p < 0.05 </script>"}}}""").RootElement)),
                ],
            },
            new MarkdownCell("takeaway", """
                ## What to take from it

                The groups differ in what defines them, and little else. Back to [the whole game](./00-the-whole-game.ipynb#how-to-read-a-verdict).
                """)));
    }

    private static BookPage Formulas() => new("07-formulas.ipynb", Notebook.Of(
        new MarkdownCell("title", """
            # The formulas, $t$ and $\chi^2$ to Wald

            Every statistic is a formula with a source; these are drawn by the browser, offline. Costs of $5 and $6 stay prices.

            Student's $t$ from summaries, with the pooled variance $s_p^2$:

            $$
            t = \frac{\bar{x}_1 - \bar{x}_2}{s_p\sqrt{\frac{1}{n_1} + \frac{1}{n_2}}}, \qquad
            s_p^2 = \frac{(n_1-1)s_1^2 + (n_2-1)s_2^2}{n_1+n_2-2}
            $$

            Pearson's statistic, and the odds ratio with its interval:

            $$\chi^2 = \sum_{i=1}^{k} \frac{(O_i - E_i)^2}{E_i} \qquad \widehat{\mathrm{OR}} = \frac{a d}{b c}, \quad \exp\left(\ln\widehat{\mathrm{OR}} \pm z_{1-\alpha/2}\sqrt{\frac1a+\frac1b+\frac1c+\frac1d}\right)$$

            $$
            \Pr(X = k) = \binom{n}{k} p^k (1-p)^{n-k}, \quad
            \left|\mu - m\right| \le \sigma, \quad
            \mathrm{HOMA\text{-}IR} = 1
            $$

            $$
            f(x) = \begin{cases} \int_0^x e^{-u^2/2}\,du & x \ge 0 \\ 0 & \text{otherwise} \end{cases}
            \qquad \underbrace{a+b}_{\text{sum}} \quad \hat\beta \to \infty \quad \lim_{n\to\infty} \bigl(1+\tfrac1n\bigr)^n = e
            $$

            An unknown command, $\weird{x}$, is shown as its source. A long one scrolls in its box:

            $$ \ell(\beta) = \sum_{i=1}^{n} \left[ y_i \log \pi_i + (1-y_i)\log(1-\pi_i) \right] + \tfrac{1}{2} \log\left| I(\beta) \right| - \lambda \sum_{j=1}^{p} \beta_j^2 + \text{a constant that makes this line very long indeed} $$
            """)));

    private static BookPage Outputs() => new("08-outputs.ipynb", Notebook.Of(
        new MarkdownCell("title", """
            # Outputs <of> every kind & "quotes"

            Failures, streams and formats.

            <details><summary>Raw HTML in markdown</summary>

            H<sub>2</sub>O and <kbd>Ctrl</kbd>, but no <script>alert(1)</script> and no <img src="https://example.org/x.png" onerror="alert(1)">.

            </details>
            """),
        new CodeCell("streams", "Console.Error.WriteLine(1);")
        {
            Outputs =
            [
                new StreamOutput("stdout", "10 %\r50 %\r100 %\n\e[1;32mdone\e[0m in \e[38;5;208m1.3 s\e[0m <b>not bold</b>\n"),
                new StreamOutput("stderr", "warning: \e[33mdeprecated\e[39m\n"),
            ],
        },
        new CodeCell("fails", "throw new InvalidOperationException(\"no <rows>\");")
        {
            Outputs = [new ErrorOutput("System.InvalidOperationException", "no <rows>", ["\e[31mSystem.InvalidOperationException\e[0m: no <rows>", "   at Submission#3.<<Initialize>>d__0.MoveNext() in cell fails: line 1"])],
        },
        new CodeCell("html", "HTML(...)")
        {
            Outputs =
            [
                new DisplayData(MimeBundle.Empty.With("text/html", "</div></main><p>Balanced <b>whatever</p> comes in<script src=\"https://cdn.example.org/x.js\"></script><a href=\"03-table-1.ipynb#dots\">a link in an output</a>")),
                new DisplayData(MimeBundle.Empty.With("application/json", System.Text.Json.JsonDocument.Parse("""{"id":"t1.age.t","attainable":[[1.2,1.4]],"explanation":{"zh":"符合","en":"<ok>"}}""").RootElement)),
                new DisplayData(MimeBundle.Empty.With("image/png", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==\n")),
                new ExecuteResult(MimeBundle.Empty.With("text/plain", "<null>"), 3),
            ],
        },
        new RawCell("raw", "raw & plain")));

    private static BookPage Chinese() => new("14-中文.ipynb", Notebook.Of(
        new MarkdownCell("title", """
            # 审计：表格在哪里不一致

            每一个印刷的数字都得到一个判定，并附上它必须落入的区间。这一页用中文讲述同样的故事。

            ## 判定的含义

            “可重现”表示该数字落在论文所述方法的可达集合之内；$p<0.05$ 之类的陈述要与重新计算的 *P* 值核对。
            **胰岛素抵抗**组有 168 名女性，见[表 1](03-table-1.ipynb)。
            """)));

    private static JsonFields Tagged(string tag) => new CodeCell("x", "") { Tags = [tag] }.Metadata;

    private const string Dots = """
        <?xml version="1.0"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 150" width="640" font-family="sans-serif" font-size="13">
          <title>Five printed values against their attainable intervals</title>
          <defs><clipPath id="clip"><rect width="640" height="150"/></clipPath></defs>
          <g clip-path="url(#clip)" fill="currentColor">
            <text x="0" y="34">age, t = 1.31</text><text x="0" y="74">BMI, t = 8.20</text><text x="0" y="114">HOMA-IR, t = 3.02</text>
            <rect x="220" y="22" width="120" height="14" rx="7" fill="var(--sky-blue)"/><rect x="300" y="62" width="180" height="14" rx="7" fill="var(--sky-blue)"/><rect x="380" y="102" width="90" height="14" rx="7" fill="var(--sky-blue)"/>
            <circle cx="280" cy="29" r="6"/><circle cx="410" cy="69" r="6"/><circle cx="540" cy="109" r="6" fill="var(--vermillion)"/>
          </g>
        </svg>
        """;
}
