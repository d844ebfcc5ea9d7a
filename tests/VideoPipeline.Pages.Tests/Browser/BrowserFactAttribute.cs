using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Pages.Tests.Browser;

/// <summary>A test in a browser. It is skipped where Chromium is not installed.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>The name of the browser's program.</summary>
    public const string Program = "chromium";

    public BrowserFactAttribute() => Skip = new ProgramFactAttribute(Program).Skip;
}
