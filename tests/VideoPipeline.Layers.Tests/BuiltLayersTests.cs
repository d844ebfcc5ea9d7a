using System.Diagnostics;
using System.Text.RegularExpressions;
using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Elf;
using VideoPipeline.Layers.Packages;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Layers.Tests;

/// <summary>Tests of the packages that <c>layers/build</c> made; skipped if it has not been run.</summary>
public sealed partial class BuiltLayersTests
{
    /// <summary>The container and the encoder options of a test video for each common decoder.</summary>
    public static TheoryData<string, string> Videos => new()
    {
        { "mp4", "-c:v libx264 -bf 3" },
        { "mp4", "-c:v libx264 -pix_fmt yuv444p10le" },
        { "mp4", "-c:v libx265 -x265-params log-level=none" },
        { "webm", "-c:v libvpx -b:v 1M" },
        { "webm", "-c:v libvpx-vp9 -cpu-used 8 -b:v 1M" },
        { "mp4", "-c:v libaom-av1 -cpu-used 8 -b:v 1M" },
        { "ts", "-c:v mpeg2video -b:v 2M" },
        { "avi", "-c:v mpeg4 -b:v 2M" },
        { "mov", "-c:v prores_ks" },
        { "mov", "-c:v mjpeg -pix_fmt yuvj420p" },
        { "mov", "-c:v png" },
        { "mkv", "-c:v ffv1" },
    };

    [BuiltLayerFact("function", "ffmpeg", "opencv")]
    public void Audit_BuiltPackages_HaveNoFindingExceptSubstitutes() => Assert.DoesNotContain(
        Auditor.Audit(
            [
                Package.Read(BuiltLayerFactAttribute.Package("function"), Mount.Task),
                Package.Read(BuiltLayerFactAttribute.Package("ffmpeg"), Mount.Opt),
                Package.Read(BuiltLayerFactAttribute.Package("opencv"), Mount.Opt),
            ],
            PackageLimits.Product),
        finding => !finding.IsSubstitute);

    [BuiltLayerFact("function")]
    public void Makefile_FunctionWithSubstitutes_FailsUnlessSubstitutesAreAllowed()
    {
        using var folder = new TemporaryFolder();
        string[] command =
        [
            "make", "-s", "-C", Path.Combine(Repository.Root, "layers"), "build-PlanFunction", $"ARTIFACTS_DIR={folder.Root}",
        ];
        var (code, output) = Try([.. command, "SUBSTITUTES="]);
        var function = Package.Read(BuiltLayerFactAttribute.Package("function"), Mount.Task);
        var substitutes = SubstituteRules.ReplacedPackages(function).ToList();

        Assert.Equal(substitutes.Count == 0, code == 0);
        Assert.Equal(substitutes.Count == 0, Directory.EnumerateFiles(folder.Root).Any());
        Assert.All(substitutes, package => Assert.Contains(package, output, StringComparison.Ordinal));
        Assert.Equal(0, Try([.. command, "SUBSTITUTES=allow"]).Code);
        Assert.True(File.Exists(folder.File("VideoPipeline.Functions.dll")));
    }

    /// <summary>SAM packs the target of a link instead of the link, which would duplicate the file.</summary>
    [BuiltLayerTheory("ffmpeg", "opencv")]
    [InlineData("FfmpegLayer")]
    [InlineData("OpencvLayer")]
    public void Makefile_Layer_HasNoLinksAndNoFindings(string layer)
    {
        using var folder = new TemporaryFolder();
        Run("make", "-s", "-C", Path.Combine(Repository.Root, "layers"), $"build-{layer}", $"ARTIFACTS_DIR={folder.Root}");

        var entries = new DirectoryInfo(folder.Root).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).ToList();
        Assert.NotEmpty(entries);
        Assert.DoesNotContain(entries, entry => entry.LinkTarget is not null);
        using var zips = new TemporaryFolder();
        Packer.Pack(folder.Root, zips.File("layer.zip"));
        Assert.Empty(Auditor.Audit([Package.Read(zips.File("layer.zip"), Mount.Opt)], PackageLimits.Product));
    }

    /// <summary>The linker would keep all code that is reachable from additional exports of a static library.</summary>
    [BuiltLayerFact("opencv")]
    public void Opencv_Exports_AreThoseOfTheSources()
    {
        var library = Path.Combine(Repository.Root, ".layers", "opencv", "lib", "libOpenCvSharpExtern.so");
        var folder = Path.Combine(Repository.Root, "layers", "opencv", "extern");
        var declared = Directory.EnumerateFiles(folder, "*.cpp").Select(File.ReadAllText)
            .SelectMany(source => Export().Matches(source)).Select(match => match.Groups[1].Value);
        var exported = ElfReader.Read(File.ReadAllBytes(library)).DefinedSymbols.Select(symbol => symbol.Name);

        Assert.Equal(declared.Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }

    [BuiltLayerTheory("ffmpeg")]
    [MemberData(nameof(Videos))]
    public void Ffmpeg_EncodedVideo_DecodesLikeTheSystemFfmpeg(string container, string encoder)
    {
        using var folder = new TemporaryFolder();
        var video = folder.File($"video.{container}");
        Ffmpeg.Run(["-f", "lavfi", "-i", "testsrc2=size=322x182:rate=30:duration=1", .. encoder.Split(' '), video]);

        const string Layer = ".layers/ffmpeg/bin/";
        Assert.Equal(Frames("ffmpeg", video), Frames(Path.Combine(Repository.Root, Layer + "ffmpeg"), video));
        Assert.Equal(Packets("ffprobe", video), Packets(Path.Combine(Repository.Root, Layer + "ffprobe"), video));
    }

    [GeneratedRegex(@"^EXPORT .*?(\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Export();

    // PTS and hash only, because the other fields differ between versions of ffmpeg.
    private static List<(string Pts, string Md5)> Frames(string ffmpeg, string video)
    {
        var options = $"-v error -i {video} -map 0:v:0 -fps_mode passthrough -pix_fmt rgb24 -f framemd5 -";
        var lines = Run(ffmpeg, options.Split(' ')).Split('\n');
        var fields = lines.Where(line => line.StartsWith("0,", StringComparison.Ordinal)).Select(line => line.Split(','));
        List<(string, string)> frames = [.. fields.Select(values => (values[2], values[5]))];
        Assert.Equal(30, frames.Count);
        return frames;
    }

    private static List<string> Packets(string ffprobe, string video)
    {
        var options = $"-v error -select_streams v -show_entries packet=pts,dts,size,pos -of compact {video}";
        var lines = Run(ffprobe, options.Split(' ')).Split('\n');
        // Side data can follow the four fields.
        List<string> packets =
        [
            .. lines.Where(line => line.StartsWith("packet|", StringComparison.Ordinal))
                .Select(line => string.Join('|', line.Split('|').Take(5))),
        ];
        Assert.Equal(30, packets.Count);
        return packets;
    }

    // SAM shows the standard output of make while it runs.
    private static (int Code, string Output) Try(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
