"""Texts that break programs: brackets, escape sequences, bidirectional overrides, Markdown, emoji, length."""

HOSTILE = (
    "[/]",
    "[@click=app.quit]x[/]",
    "[b]bold[/b] [link=https://evil.example]x[/link] \\[",
    "[red",
    "\x1b[31mred\x1b[0m \x1b]52;c;aGVsbG8=\x07 \x1b]8;;https://evil.example\x07link\x1b]8;;\x07",
    "\x9b2J\x9d0;title\x9c \x1bc \x1b[2J\x1b[H",
    "over\u202eride \u2066isolate\u2069 \u200fmark",
    "\u05e2\u05d1\u05e8\u05d9\u05ea \u0627\u0644\u0639\u0631\u0628\u064a\u0629 mixed",
    "# heading\n- item\n> quote\n\n```\ncode\n```",
    "**bold** _it_ `code` ~~gone~~ <b>html</b> <script>alert(1)</script> ![x](y) [a](javascript:1)",
    "| a | b |\n|---|---|\n1. one\n2) two\n--- \n===",
    "$x$ ==m== ++i++ ^s^ :smile: {#id} &amp; &#35; \\* https://example.org/a_b?c=*d* a_b@example.org",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f44d\U0001f3fd 1\ufe0f\u20e3 \u2764\ufe0f",
    "\U0001f1e8\U0001f1e6 e\u0301 \u00e9",
    "\u65e5\u672c\u8a9e\u306e\u9577\u3044\u6587 \uff26\uff35\uff2c\uff2c",
    "Z\u0334\u0321\u030a\u0301a\u0334\u0318l\u0334\u031dg\u0334\u0317o\u0334\u0318",
    "tab\there\r\nnext\x0bvt\x85nel\u2028ls",
    "nul\x00 bom\ufeff tag\U000e0041\U000e007f zero\u200bwidth",
    "word " * 2_000,
    "x" * 10_000,
    "${HOME} $(reboot) `id` %s {n} {0} {words} %(a)s",
    "../../../etc/passwd",
    "=1+1 @SUM(A1) +1 -1",
)

FRAGMENTS = (
    *"# ## - + * ** _ __ ` ``` ~ ~~ > | --- === = 1. 1) 23. [ ] ( ) [x] [a](b) ![i](u) <b> <!-- <?".split(),
    *"\\ ! : :: {#id} ^a $x$ @bob #12 :smile: ==m== ++i++ www.site.org/_x_ a@b.org mailto:a@b.org".split(),
    *"https://ex.org/a_b_c?q=1&r=*2* a word 5 ; ? / \u00e9 e\u0301 \u202e \u200d \u65e5\u672c \ufeff".split(),
    *"% ' -- ... & &amp; &#35;".split(),
    *("\u00a0", "\t", "\n", "\r\n", "\n\n", "\x00", "\x1b[31m", "\u2028", "\x85", "\u3000"),
)
"""Pieces of Markdown and of what editors leave behind, to be put together at random."""
