using System.Collections.Frozen;

namespace Urif.Cohorts;

/// <summary>
/// Recognises columns that identify a person directly, by header and by content. It errs on the side of refusing: a file of
/// a study holds a number without meaning in their place.
/// </summary>
internal static class DirectIdentifiers
{
    // Parts of a header's key, and what they say the column is. Order matters for the word in the message only.
    private static readonly (string Part, string Kind)[] Parts =
    [
        ("姓名", "a name"), ("名字", "a name"), ("患者名", "a name"), ("patientname", "a name"), ("fullname", "a name"), ("surname", "a name"),
        ("firstname", "a name"), ("lastname", "a name"), ("givenname", "a name"), ("familyname", "a name"), ("husbandname", "a name"),
        ("身份证", "an identity card number"), ("证件号", "an identity card number"), ("idcard", "an identity card number"),
        ("identitycard", "an identity card number"), ("nationalid", "an identity card number"), ("idnumber", "an identity card number"),
        ("passport", "a passport number"), ("护照", "a passport number"), ("socialsecurity", "a social security number"),
        ("社保", "a social security number"), ("医保", "an insurance number"), ("insurancenumber", "an insurance number"),
        ("电话", "a telephone number"), ("手机", "a telephone number"), ("联系方式", "a telephone number"), ("telephone", "a telephone number"),
        ("phone", "a telephone number"), ("mobile", "a telephone number"), ("微信", "a messenger account"), ("wechat", "a messenger account"),
        ("地址", "an address"), ("住址", "an address"), ("address", "an address"), ("邮箱", "an e-mail address"), ("电子邮件", "an e-mail address"),
        ("email", "an e-mail address"), ("病历号", "a medical record number"), ("病案号", "a medical record number"),
            ("住院号", "a medical record number"),
        ("门诊号", "a medical record number"), ("就诊号", "a medical record number"), ("就诊卡", "a medical record number"),
            ("登记号", "a medical record number"),
        ("medicalrecord", "a medical record number"), ("hospitalnumber", "a medical record number"),
            ("hospitalno", "a medical record number"),
        ("recordnumber", "a medical record number"), ("admissionnumber", "a medical record number"),
            ("chartnumber", "a medical record number"),
        ("出生", "a date of birth"), ("生日", "a date of birth"), ("dateofbirth", "a date of birth"), ("birthdate", "a date of birth"),
            ("birthday", "a date of birth"),
        ("银行卡", "a bank account"), ("bankaccount", "a bank account"), ("工作单位", "an employer"),
    ];

    // Whole keys: too short or too common to be looked for inside others.
    private static readonly FrozenDictionary<string, string> Whole = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["name"] = "a name", ["名"] = "a name", ["患者"] = "a name", ["女方"] = "a name", ["男方"] = "a name", ["wifename"] = "a name",
            ["womanname"] = "a name",
        ["ssn"] = "a social security number", ["tel"] = "a telephone number", ["cell"] = "a telephone number",
            ["mail"] = "an e-mail address",
        ["mrn"] = "a medical record number", ["dob"] = "a date of birth", ["qq"] = "a messenger account",
            ["id号"] = "an identity card number",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // GB 11643-1999: the weights of the first 17 digits, and the check characters by the weighted sum modulo 11.
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private const string CheckCharacters = "10X98765432";

    /// <summary>What a header says that its column is; null where it is no direct identifier.</summary>
    public static string? OfHeader(string header)
    {
        var key = CellText.Key(header);
        if (Whole.TryGetValue(key, out var kind)) return kind;
        foreach (var (part, of) in Parts)
            if (key.Contains(part, StringComparison.Ordinal)) return of;
        return null;
    }

    /// <summary>What a value is; null where it is no direct identifier.</summary>
    public static string? OfValue(ReadOnlySpan<char> text)
    {
        // Nearly every cell of a cohort is too short to be one of these.
        if (text.Length < 11 && !text.ContainsAny('@', '＠')) return null;
        Span<char> buffer = stackalloc char[CellText.LongestText];
        if (!CellText.TryFold(text, buffer, out var length)) return text.Contains('@') ? "an e-mail address" : null;
        ReadOnlySpan<char> value = buffer[..length];
        if (value.Contains('@') && value.IndexOf('@') is > 0 and var at && value[at..].Contains('.')) return "an e-mail address";
        if (length < 11) return null;
        var plain = 0;
        foreach (var c in value)
            if (c is not (' ' or '-')) buffer[plain++] = c;
        value = buffer[..plain];
        return IsIdentityCard(value) ? "an identity card number" : IsMobile(value) ? "a telephone number" : null;
    }

    /// <summary>
    /// Whether a text is a number of a resident identity card (GB 11643-1999): 18 characters with a day of birth and a right
    /// check character, or the 15 digits of before 1999 with a day of birth.
    /// </summary>
    internal static bool IsIdentityCard(ReadOnlySpan<char> text)
    {
        if (text.Length is not (15 or 18) || text[..^1].ContainsAnyExceptInRange('0', '9')) return false;
        var day = text.Length == 18 ? text[6..14] : text[6..12];
        Span<char> full = ['1', '9', '0', '0', '0', '0', '0', '0'];
        day.CopyTo(full[(8 - day.Length)..]);
        if (text[0] == '0' || !CellText.TryReadDate(full, out _)) return false;
        if (text.Length == 15) return char.IsAsciiDigit(text[14]);
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (text[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11] == char.ToUpperInvariant(text[17]);
    }

    /// <summary>Whether a text is a mobile number of mainland China: 11 digits from 13 to 19 on, or these after +86 or 0086.</summary>
    internal static bool IsMobile(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("+86", StringComparison.Ordinal)) text = text[3..];
        else if (text.StartsWith("0086", StringComparison.Ordinal)) text = text[4..];
        return text.Length == 11 && text[0] == '1' && text[1] is >= '3' and <= '9' && !text.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Whether a text is two to four Chinese characters and nothing else: as an identifier of a woman, a name.</summary>
    internal static bool IsChineseName(ReadOnlySpan<char> text) =>
        text.Length is >= 2 and <= 4 && !text.ContainsAnyExceptInRange('\u4E00', '\u9FFF');
}
