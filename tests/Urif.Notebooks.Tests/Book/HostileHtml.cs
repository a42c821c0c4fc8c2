namespace Urif.Tests.Book;

/// <summary>Markup that tries to run <see cref="Script"/>, or to end the element around it: known tricks against HTML filters.</summary>
internal static class HostileHtml
{
    /// <summary>What leaves a trace on the page if it runs.</summary>
    public const string Script = "document.documentElement.dataset.hit=1";

    private const string Image = $"<img src=data:image/png,x onerror={Script}>";

    public static TheoryData<string> All { get; } =
    [
        // Plain.
        $"<script>{Script}</script>",
        Image,
        $"<p onclick={Script}>x",
        $"<details open ontoggle={Script}>x</details>",
        // Attributes without quotes, with slashes, with others' quotes, twice.
        $"<img/src=data:image/png,x/onerror={Script}>",
        $"<img src=data:image/png,x\nonerror\n=\n{Script}>",
        $"<img alt=`><img src=data:image/png,x onerror={Script}>`>",
        $"<img alt=\"x\"onerror=\"{Script}\" src=data:image/png,x>",
        $"<a title='\"><img src=data:image/png,x onerror={Script}>'>x</a>",
        $"<p a=\"1\" a=\"2\" onclick onclick={Script}>",
        // Addresses that hide their scheme.
        $"<a href=\"javascript:{Script}\">x</a>",
        $"<a href=\" \u0001java\nscr\tipt&colon;{Script}\">x</a>",
        $"<a href=\"&#106;&#x61;vascript&#0000058{Script}\">x</a>",
        $"<a href=javascript&#58;{Script}>x</a>",
        $"<a href=\"JaVaScRiPt://%0a{Script}\">x</a>",
        $"<a href=\"data:text/html,<script>{Script}</script>\">x</a>",
        $"<a href=\"vbscript:{Script}\">x</a>",
        $"<img src=\"data:text/html,<script>{Script}</script>\">",
        $"<iframe src=\"data:text/html,<script>parent.{Script}</script>\"></iframe>",
        $"<iframe srcdoc=\"<script>parent.{Script}</script>\"></iframe>",
        $"<object data=\"javascript:{Script}\"></object><embed src=\"javascript:{Script}\">",
        $"<form action=\"javascript:{Script}\"><button>x</button></form><button formaction=\"javascript:{Script}\">x</button>",
        // SVG and MathML, where style and title are markup.
        $"<svg onload={Script}>",
        $"<svg><script>{Script}</script></svg>",
        $"<svg><style><img src=data:image/png,x onerror={Script}></style></svg>",
        $"<svg><style>&lt;img src=data:image/png,x onerror={Script}&gt;</style></svg>",
        $"<svg></p><style><a id=\"</style>{Image}\">",
        $"<svg><desc><![CDATA[</desc><script>{Script}</script>]]></svg>",
        $"<svg><foreignObject><p>{Image}</foreignObject></svg>",
        $"<svg><a xlink:href=\"javascript:{Script}\"><text>x</text></a></svg>",
        $"<svg><set attributeName=href to=javascript:{Script} /><animate onbegin={Script} attributeName=x></svg>",
        $"<math><mi href=\"javascript:{Script}\">x</mi><mi xlink:href=\"javascript:{Script}\">x</mi></math>",
        $"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=data:image/png,x onerror={Script}&gt;\">",
        $"<math><mtext><h1><a><h6></a></h6><mglyph><svg><mtext><style><a title=\"</style>{Image}\"></style></h1>",
        $"<form><math><mtext></form><form><mglyph><style></math>{Image}",
        $"<math><annotation-xml encoding=\"text/html\"><style>{Image}</style></annotation-xml></math>",
        $"<math><annotation encoding=\"text/html\"><svg><style>{Image}</style></svg></annotation></math>",
        // What is text to one reader is markup to another.
        $"<noscript><p title=\"</noscript>{Image}\"></noscript>",
        $"<noscript><style></noscript>{Image}</style></noscript>",
        $"<template><p>{Image}</template><template><script>{Script}</script></template>",
        $"<textarea><p title=\"</textarea>{Image}\"></textarea>",
        $"<title><p title=\"</title>{Image}\"></title>",
        $"<xmp><p title=\"</xmp>{Image}\"></xmp>",
        $"<noembed><p title=\"</noembed>{Image}\"></noembed><noframes><p title=\"</noframes>{Image}\"></noframes>",
        $"<select><style></select>{Image}</style></select>",
        $"<style><p title=\"</style>{Image}\"></style>",
        $"<script><!--<script>{Script}</script>-->{Image}",
        "<plaintext>",
        // Comments that end early or never, and other declarations.
        $"<!--><script>{Script}</script>-->",
        $"<!-->{Image}-->",
        $"<!--->{Image}-->",
        $"<!-- --!>{Image}-->",
        $"<!-- {Image}",
        $"<!a \">{Image}\">",
        $"<?xml \"?>{Image}\"?>",
        $"<![CDATA[>{Image}]]>",
        $"</ {Image}>",
        // The document around.
        "</div></div></article></main></body></html>x",
        "<html><head><base href=\"https://example.org/\"><meta http-equiv=refresh content=\"0;url=https://example.org\"><body onload=x>",
        "</p></br><table><tr><td></table></div><table><div><tr><p></table></table></div></main>",
        "<a><table><a><b><p></a></b></table></a></div></main><b><i><p></b></i>",
    ];
}
