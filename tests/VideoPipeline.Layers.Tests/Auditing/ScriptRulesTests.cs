using System.Text;
using VideoPipeline.Layers.Packages;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class ScriptRulesTests
{
    [Fact]
    public void Audit_ScriptWithoutExecuteBit_IsFound() =>
        Assert.Equal("mode 0644: it has no execute bit", Problem("bootstrap", Plain, [.. "#!/bin/sh\n"u8]));

    [Theory]
    [InlineData("#!/bin/sh\n")]
    [InlineData("#! /bin/bash -e\necho\r\n")]
    [InlineData("#!/usr/bin/env bash")]
    [InlineData("#!/usr/bin/env tool")]
    [InlineData("#!/opt/bin/tool\n")]
    public void Audit_ScriptForWhatIsThere_IsWell(string script) => AllWell(
        Layer(new PackageEntry("bin/tool", Executable, [])),
        Function(new PackageEntry("script", Executable, Encoding.ASCII.GetBytes(script))));

    [Theory]
    [InlineData("#!/usr/bin/python3\n", "it is for /usr/bin/python3, which Lambda does not have")]
    [InlineData("#!/usr/bin/env python3\n", "it is for /usr/bin/env python3, which Lambda does not have")]
    [InlineData("#!/opt/bin\n", "it is for /opt/bin, which Lambda does not have")]
    [InlineData("#!/bin/shell\n", "it is for /bin/shell, which Lambda does not have")]
    [InlineData("#!/bin/sh\r\n", "its first line ends in CR, which the kernel takes for a part of the name")]
    public void Audit_ScriptForWhatIsNotThere_IsFound(string script, string problem) =>
        Assert.Equal(problem, Problem("bin/script", Executable, Encoding.ASCII.GetBytes(script)));
}
