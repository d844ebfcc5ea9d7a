using System.Text;
using VideoPipeline.Layers.Packages;
using Xunit;
using static VideoPipeline.Layers.Tests.Support.Packages;

namespace VideoPipeline.Layers.Tests.Auditing;

public sealed class ScriptRulesTests
{
    [Fact]
    public void Audit_ScriptThatIsNotExecutable_IsAFinding() =>
        Assert.Equal("mode 0644: it is not executable", Problem("bootstrap", Plain, [.. "#!/bin/sh\n"u8]));

    [Theory]
    [InlineData("#!/bin/sh\n")]
    [InlineData("#! /bin/bash -e\necho\r\n")]
    [InlineData("#!/usr/bin/env bash")]
    [InlineData("#!/usr/bin/env tool")]
    [InlineData("#!/opt/bin/tool\n")]
    public void Audit_ExistingInterpreter_HasNoFinding(string script) => AssertNoFindings(
        Layer(new PackageEntry("bin/tool", Executable, [])),
        Function(new PackageEntry("script", Executable, Encoding.ASCII.GetBytes(script))));

    [Theory]
    [InlineData("#!/usr/bin/python3\n", "its interpreter /usr/bin/python3 does not exist in Lambda")]
    [InlineData("#!/usr/bin/env python3\n", "its interpreter /usr/bin/env python3 does not exist in Lambda")]
    [InlineData("#!/opt/bin\n", "its interpreter /opt/bin does not exist in Lambda")]
    [InlineData("#!/bin/shell\n", "its interpreter /bin/shell does not exist in Lambda")]
    [InlineData("#!/bin/sh\r\n", "its first line ends with CR LF, and CR becomes part of the interpreter's name")]
    public void Audit_MissingInterpreter_IsAFinding(string script, string problem) =>
        Assert.Equal(problem, Problem("bin/script", Executable, Encoding.ASCII.GetBytes(script)));
}
