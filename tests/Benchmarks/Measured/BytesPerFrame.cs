using System.Text.Json;
using VideoPipeline.Benchmarks.Results;
using VideoPipeline.Benchmarks.Running;
using VideoPipeline.Testing;

namespace VideoPipeline.Benchmarks.Measured;

/// <summary>What is read and decoded for wanted frames, from a web server of the same machine.</summary>
internal sealed class BytesPerFrame : IBenchmark
{
    private static readonly (string Name, string[] Options)[] s_selections =
    [
        ("ten frames spread over it", ["--count", "10"]),
        ("every 24th", ["--every", "24"]),
        ("100 neighbours", ["--frames", "2000:2100"]),
        ("key frames", ["--keyframes"]),
    ];

    public string Name => "bytes";

    public string Description => "bytes, requests and decoded samples per wanted frame, over HTTP";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(BenchmarkContext context)
    {
        var film = BenchmarkContext.Film;
        await using var server = await RangeServer.StartAsync(Path.GetDirectoryName(film)!);
        var rows = new List<BenchmarkRow>();
        foreach (var (name, options) in s_selections)
        {
            var output = await Programs.VideopipelineAsync(
                context.Folder.Root, ["frames", server.Address(Path.GetFileName(film)), .. options, "--as", "md5", "--json"]);
            using var json = JsonDocument.Parse(output);
            var (index, decode) = (
                json.RootElement.GetProperty("access").GetProperty("index"),
                json.RootElement.GetProperty("access").GetProperty("decode"));
            var frames = decode.GetProperty("framesDelivered").GetDouble();
            rows.Add(new BenchmarkRow(name,
            [
                new("frames", "", frames),
                new("read", "MB", (Number(index, "bytes") + Number(decode, "bytes")) / 1e6),
                new("requests", "", Number(index, "requests") + Number(decode, "requests")),
                new("read for each", "kB", Number(decode, "bytes") / frames / 1e3),
                new("samples decoded for each", "", Number(decode, "samples") / frames),
            ]));
        }
        return rows;
    }

    private static double Number(JsonElement access, string name) => access.GetProperty(name).GetDouble();
}
