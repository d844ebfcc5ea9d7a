using Xunit;

namespace VideoPipeline.Testing.S3;

/// <summary>A test that requires an S3 server. It is skipped if Ceph is not installed.</summary>
public sealed class S3FactAttribute : FactAttribute
{
    private static readonly string[] s_programs =
        ["radosgw", "radosgw-admin", "ceph", "ceph-authtool", "ceph-mon", "ceph-osd", "monmaptool", "curl"];

    /// <summary>Creates the attribute.</summary>
    public S3FactAttribute() => Skip = SkipReason;

    internal static string? SkipReason { get; } = s_programs.FirstOrDefault(program => !IsOnPath(program)) is { } absent
        ? $"needs {absent}, which is not installed (layers/setup test installs it)"
        : null;

    private static bool IsOnPath(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}

/// <summary>A theory that requires an S3 server. It is skipped if Ceph is not installed.</summary>
public sealed class S3TheoryAttribute : TheoryAttribute
{
    /// <summary>Creates the attribute.</summary>
    public S3TheoryAttribute() => Skip = S3FactAttribute.SkipReason;
}
