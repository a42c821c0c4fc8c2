using System.Text.RegularExpressions;

namespace Urif.Notebooks.Book;

/// <summary>
/// What HTML may do in a book, as lists. Markdown keeps what it names here: the elements that GitHub keeps, without scripts, styles
/// and forms. Outputs are trusted, as in Jupyter: they keep all but what would load from a network or change the page around them.
/// </summary>
internal static partial class HtmlPolicy
{
    /// <summary>Elements within a line. All that a line of contents may hold: no links, no images, nothing that takes a click.</summary>
    public static readonly IReadOnlySet<string> PhrasingElements = Names("""
        abbr b bdi bdo br cite code del dfn em i ins kbd mark q ruby rb rp rt s samp small span strong sub sup time u var wbr
        """);

    /// <summary>Elements that markdown may hold: text, lists, tables, links, images, and the boxes of task lists.</summary>
    public static readonly IReadOnlySet<string> MarkdownElements = Names("""
        a blockquote caption center col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr img input li ol p
        pre section summary table tbody td tfoot th thead tr ul
        """, PhrasingElements);

    /// <summary>Elements of formulas: those of MathML Core that draw, and the source beside them. No actions, no images.</summary>
    public static readonly IReadOnlySet<string> MathElements = Names("""
        math semantics annotation mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover
        mstyle mtable mtr mtd
        """);

    /// <summary>
    /// Attributes that elements of markdown and of formulas may have: no handlers of events, and no style but the alignment of a
    /// table's cells. <c>href</c> is for <c>a</c> and <c>src</c> for <c>img</c>; their addresses are looked at apart.
    /// </summary>
    public static readonly IReadOnlySet<string> MarkdownAttributes = Names("""
        id class lang dir title role alt width height align colspan rowspan scope start type checked disabled open href src
        datetime cite display encoding stretchy accent linethickness mathsize mathvariant lspace rspace displaystyle scriptlevel
        columnalign form
        """);

    /// <summary>The schemes that a link of markdown may have; without one, it leads to a file or a place.</summary>
    public static readonly IReadOnlySet<string> MarkdownSchemes = Names("http https mailto doi");

    /// <summary>
    /// Elements that go from markdown with all that is inside: it is code, or text of another language, or is read in another way
    /// where scripts run. A reader is told.
    /// </summary>
    public static readonly IReadOnlySet<string> DroppedElements = Names("""
        script style title textarea xmp iframe noembed noframes noscript plaintext template object svg
        """);

    /// <summary>Other elements of HTML: their content may stay in markdown, but not they. What is in no list is shown as text.</summary>
    public static readonly IReadOnlySet<string> UnwrappedElements = Names("""
        address area article aside audio base big body button canvas dialog fieldset font footer form frame frameset head header
        html label legend link main map meta meter nav optgroup option output param picture progress select source strike
        tt track video
        """);

    /// <summary>
    /// Elements that go from outputs with all that is inside: they would speak for the whole page. The text of <c>noscript</c> shows
    /// nowhere where scripts run, and is markup only where they do not.
    /// </summary>
    public static readonly IReadOnlySet<string> DroppedFromOutputs = Names("meta base title noscript plaintext");

    /// <summary>Elements that load what an attribute of theirs names, whoever reads the page.</summary>
    public static readonly IReadOnlySet<string> LoadingElements = Names("""
        script img iframe embed object video audio source track input link image use frame
        """);

    /// <summary>The attributes that name what is loaded.</summary>
    public static readonly IReadOnlySet<string> LoadedAttributes = Names("src srcset href xlink:href data poster");

    /// <summary>The types of the images that a page may hold as data: none of them runs a script within an <c>img</c>.</summary>
    public static readonly IReadOnlySet<string> ImageTypes = Names("image/png image/jpeg image/gif image/webp image/svg+xml");

    /// <summary>The one style that markdown may have.</summary>
    [GeneratedRegex(@"^\s*text-align:\s*(left|right|center);?\s*$")]
    public static partial Regex Alignment { get; }

    /// <summary>An address, or one in a list of them, that is in a network.</summary>
    [GeneratedRegex(@"(^|[\s,])(?:(?:https?|wss?|ftp):|[/\\]{2})", RegexOptions.IgnoreCase)]
    public static partial Regex NetworkAddress { get; }

    /// <summary>
    /// The ways in which a page's script commonly loads another; the page's content security policy stops the others.
    /// </summary>
    [GeneratedRegex("""
        (?: \b(?:import|importScripts|fetch|getScript|WebSocket|EventSource)\s*\(?\s*
          | \bfrom\s*
          | \.(?:src|href)\s*=\s*
          | \brequire\w*\s*(?:\.config)?\s*\((?=[^)]*?//)[^)]*?
        )["'`](?<address>(?:(?:https?|wss?):)?//[^"'`]+)
        """, RegexOptions.IgnorePatternWhitespace)]
    public static partial Regex ScriptLoad { get; }

    /// <summary>The ways in which a style sheet loads.</summary>
    [GeneratedRegex("""(?:@import\s+(?:url\()?|url\()\s*["']?(?<address>(?:https?:)?//[^"')\s]+)""", RegexOptions.IgnoreCase)]
    public static partial Regex StyleLoad { get; }

    private static HashSet<string> Names(string text, IReadOnlySet<string>? others = null) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), .. others ?? new HashSet<string>()];
}
