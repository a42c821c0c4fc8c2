using System.Globalization;
using System.Text;
using Urif.Cohorts;

namespace Urif.Tests;

/// <summary>
/// The example that notebooks 01 and 02 load, <c>data/cohort/example-hospital-SYNTHETIC.csv</c>: random cycles as a hospital's
/// spreadsheet would have them. Chinese headers and words, insulin in pmol/L, a record number that has to go, tests that were not
/// done, women who do not meet the criteria, and rows that contradict themselves.
/// </summary>
internal static class HospitalFile
{
    private const ulong Seed = 20260101;
    private const int Rows = 372;

    private static readonly (string Header, Func<TransferCycle, string> Value)[] Columns =
    [
        ("病历号", c => string.Create(CultureInfo.InvariantCulture, $"SYN{700000 + 37 * c.WomanId!.Value}")),
        ("研究编号", c => string.Create(CultureInfo.InvariantCulture, $"W{c.WomanId + 1:000}")),
        ("周期序号", c => Number(c.CycleId + 1)),
        ("生殖中心", c => c.Centre == "A" ? "甲" : "乙"),
        ("移植日期", c => c.TransferDate!.Value.ToString("yyyy/M/d", CultureInfo.InvariantCulture)),
        ("年龄（岁）", c => Number(c.Age)),
        ("体重指数", c => Number(c.Bmi)),
        ("既往流产次数", c => Number(c.PriorLosses)),
        ("既往移植周期数", c => Number(c.PriorTransferCycles)),
        ("既往移植失败周期数", c => Number(c.PriorFailedCycles)),
        ("既往移植卵裂期胚胎数", c => Number(c.PriorCleavageEmbryos)),
        ("既往移植囊胚数", c => Number(c.PriorBlastocysts)),
        ("空腹胰岛素（pmol/L）", c => Number(Math.Round(c.Fins!.Value * 6, 1))),
        ("餐后2h胰岛素（pmol/L）", c => Number(c.Ins2h is { } i ? Math.Round(i * 6, 1) : null)),
        ("空腹血糖", c => Number(c.Fpg)),
        ("餐后2h血糖", c => Number(c.Pg2h)),
        ("二甲双胍", c => YesNo(c.Metformin)),
        ("移植胚胎数", c => Number(c.EmbryosTransferred)),
        ("胚胎类型", c => c.Stage == EmbryoStage.Cleavage ? "卵裂期" : "囊胚"),
        ("周期类型", c => c.Cycle == CycleType.Fresh ? "新鲜" : "冻融"),
        ("β-hCG 阳性", c => YesNo(c.HcgPositive)),
        ("超声妊娠囊", c => c.GestationalSac switch { GestationalSac.None => "未见", GestationalSac.Ectopic => "宫外", _ => "宫内" }),
        ("胎心", c => YesNo(c.FetalHeartbeat)),
        ("结局", c => c.PregnancyEnd switch { null => "", PregnancyEnd.SpontaneousLoss => "自然流产", PregnancyEnd.Termination => "引产", _ => "活产" }),
        ("孕周", c => c.PregnancyEnd is null ? "" : Number(c.PregnancyEndWeek)),
        ("既往成功妊娠", c => YesNo(c.PriorSuccess)),
        ("优质胚胎数", c => Number(c.GoodQualityEmbryos)),
        ("宫腔正常", c => YesNo(c.UterusNormal)),
        ("内膜疾病", c => YesNo(c.EndometrialDisease)),
        ("子宫畸形", c => YesNo(c.UterineMalformation)),
        ("输卵管及盆腔因素", c => YesNo(c.TubalPelvicFactor)),
        ("易栓症", c => YesNo(c.AutoimmuneThrombophilia)),
        ("多囊卵巢综合征", c => YesNo(c.EndocrineDisease)),
        ("近期用药", c => YesNo(c.RecentMedication)),
        ("核型异常", c => YesNo(c.ChromosomalAbnormality)),
        ("吸烟酗酒", c => YesNo(c.SmokingAlcohol)),
        ("合成数据", _ => "是"),
    ];

    /// <summary>The file's text, with a byte order mark as spreadsheets write it.</summary>
    public static string Text()
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(',', Columns.Select(c => c.Header)).Append("\r\n");
        foreach (var cycle in Cycles()) text.AppendJoin(',', Columns.Select(c => c.Value(cycle))).Append("\r\n");
        return text.ToString();
    }

    private static IEnumerable<TransferCycle> Cycles()
    {
        var cycles = RandomCycles.Of(Seed, Rows, missing: 0.01);
        for (var row = 0; row < Rows; row++)
        {
            // Every eleventh woman does not meet a criterion.
            cycles[row] = (row % 11, row / 11 % 8) switch
            {
                (5, 0 or 4) => cycles[row] with { Age = 41 + row % 4 },
                (5, 1 or 5) => cycles[row] with { Bmi = 30 + new Draw(Seed, (ulong)(Rows + row)).Whole(1, 400) / 100.0 },
                (5, 2) => cycles[row] with { EndocrineDisease = true },
                (5, 3) => cycles[row] with { EndometrialDisease = true },
                (5, 6) => cycles[row] with { SmokingAlcohol = true },
                (5, 7) => cycles[row] with { GoodQualityEmbryos = 3 },
                _ => cycles[row],
            };
        }

        // Three rows that cannot be: more failures than transfers, a birth after a pregnancy that nobody saw, a row entered twice.
        cycles[100] = cycles[100] with { PriorFailedCycles = cycles[100].PriorTransferCycles + 2 };
        cycles[200] = cycles[200] with { HcgPositive = false, GestationalSac = GestationalSac.None, FetalHeartbeat = false, PregnancyEnd = PregnancyEnd.LiveBirth, PregnancyEndWeek = 38.5 };
        cycles[301] = cycles[300];
        return cycles;
    }

    private static string Number(double? value) => value is { } v ? v.ToString(CultureInfo.InvariantCulture) : "未查";

    private static string YesNo(bool? value) => value switch { true => "是", false => "否", null => "未查" };
}
