using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using VideoPipeline.Errors;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Images;
using VideoPipeline.Npz;
using VideoPipeline.Planning;
using VideoPipeline.Results.Partials;
using VideoPipeline.Search.Segments;
using VideoPipeline.StatesLanguage.DataFlow.Paths;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Journal;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Stills.Fingerprints;
using VideoPipeline.Testing;

namespace VideoPipeline.Fuzzing.Formats;

/// <summary>The formats that this product reads besides videos.</summary>
internal static class FormatTargets
{
    private const string Boundary = "boundary";

    private static readonly string[] s_definitionTokens =
    [
        "{}", "[]", "null", "-1", "1.5", "\"$.a\"", "\"$$.Map.Item.Value\"", "\"{% $states.input %}\"",
        "\"QueryLanguage\": \"JSONata\",",
        "\"Assign\": {\"x\": 1},", "\"Type\": \"Parallel\",", "\"Branches\": [",
        "\"ItemBatcher\": {", "\"ToleratedFailureCount\": ",
        "\"TimeoutSecondsPath\": ", "\"HeartbeatSeconds\": ", "\"And\": [", "\"Not\": {",
        "States.Array(", "States.JsonMerge(", "'",
    ];

    private static readonly JsonData s_document = JsonData.Parse(
        """{"a": [1, 2.5, "x", null, {"b": true, "c": []}], "b": {"a": -1, "d": "text"}, "c": "2016-03-14T01:59:00Z"}""");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FormatTarget> All { get; } =
    [
        new("npz", [Npz()], [], static content => NpzReader.Read(new MemoryStream(content), "file.npz"), IsTyped),
        new("partial", [Partial()], [], static content => PartialFile.Read(new MemoryStream(content), "partial.npz"), IsTyped),
        new("segment", [Segment()], [], ReadSegment, IsTyped),
        new("asl", Texts(Definition(), MapDefinition), s_definitionTokens,
            static content =>
            {
                var text = Encoding.UTF8.GetString(content);
                StateMachineDefinition.Validate(text);
                StateMachineDefinition.Parse(text);
            },
            static exception => exception is InvalidDefinitionException),
        new("jsonpath", Texts("$.a[*].b", "$..a[?(@.b == true && @.c.length() > 0)]", "$['a','b'][0:3:2]", "$.a.sum()"),
            ["..", "[*]", "[?(", ")]", "@.a", "&&", "||", "!", "==", "=~", "/x/i", " in ",
                "['", "']", "[-1:]", ".length()", "$", "\\"],
            static content =>
            {
                var path = JsonPath.Parse(Encoding.UTF8.GetString(content));
                if (path.Select(s_document) is null) path.Problem(s_document);
            },
            static exception => exception is FormatException or PathException),
        new("input", Texts("""{"video": "s3://bucket/key.mp4", "every": 24, "workers": 8, "rgb": true}"""),
            ["\"video\":", "\"fps\":", "\"frames\":", "\"model\":", "\"strict\":", "true", "null", "-1", "1e999", "{}",
                "[]", "\"\""],
            static content =>
            {
                using var json = JsonDocument.Parse(content);
                ExecutionInput.Parse(json.RootElement);
                ExecutionInput.WithoutSecrets(json.RootElement);
            },
            static exception => exception is VideoPipelineException or JsonException),
        new("journal", Texts(
            """{"retry": {"entered": 1, "after": 2, "previousEventId": 3, "retries": [0], "until": 638000000000000000}}""",
            """{"sent": {"token": "t"}, "output": {"a": 1}}""", """{"results": {"mapRunArn": "a", "written": 1}}""",
            """{"inputs": {"mapRunArn": "a", "inputs": [1], "itemCounts": [1]}}""",
            """{"limits": {"mapRunArn": "a", "maxConcurrency": 1, "toleratedFailureCount": 1}}"""),
            ["null", "{}", "[]", "-1", "1.5", "1e99", "99999999999999999999", "\"child\":", "\"failure\":",
                "\"start\":", "\"id\": 1,", "\"type\":"],
            static content => JournalFormat.Read(JsonData.Parse(content)),
            static exception => exception is FormatException or JsonException),
        new("model", [BuiltInModels.Find(BuiltInModels.Names[0])!.ToBytes()],
            ["null", "{}", "[]", "-1", "1e999", "\"../\"", "\"weights\":", "\"input\":", "\"labels\":"],
            static content => ModelDescription.Parse(content, "model.json"), IsTyped),
        new("multipart", Texts($"--{Boundary}\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\n"
            + $"Content-Type: image/jpeg\r\n\r\nbytes\r\n--{Boundary}--\r\n"),
            [$"--{Boundary}\r\n", $"--{Boundary}--", "\r\n", "\r\n\r\n", "Content-Disposition: ", "filename*=UTF-8''%00", "\"",
                ";", "\0"],
            static content => UploadedImage.ReadAllAsync(Request(content), CancellationToken.None).GetAwaiter().GetResult(),
            IsTyped),
    ];

    private static string MapDefinition => """
        {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.a", "ItemProcessor": {"StartAt": "C", "States":
         {"C": {"Type": "Choice", "Choices": [{"Variable": "$.b", "NumericEquals": 1, "Next": "P"}], "Default": "F"},
          "P": {"Type": "Pass", "Parameters": {"x.$": "States.Format('{}', $.b)"}, "End": true}, "F": {"Type": "Fail"}}},
          "Retry": [{"ErrorEquals": ["States.ALL"]}], "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "W"}], "End": true},
         "W": {"Type": "Wait", "Seconds": 1, "End": true}}}
        """;

    private static bool IsTyped(Exception exception) => exception is VideoPipelineException;

    private static byte[][] Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static string Definition() =>
        File.ReadAllText(Path.Combine(Repository.Root, "statemachine", "video-pipeline.asl.json"));

    private static byte[] Npz()
    {
        var file = new MemoryStream();
        NpzWriter.Write(file, [NpyArray.Of("a", new long[] { 1, 2, 3 }, 3), NpyArray.Of("b", new byte[8], 2, 4)]);
        return file.ToArray();
    }

    private static byte[] Partial()
    {
        var file = new MemoryStream();
        PartialFile.Write(file, new SyntheticRun(1, 3, 64, 48).CreatePartial(new PlannedRange(0, 0, 3)));
        return file.ToArray();
    }

    private static byte[] Segment()
    {
        var file = new MemoryStream();
        var frames = Enumerable.Range(0, (int)ExampleRun.Summary.Frames.Expected).ToArray();
        SegmentWriter.Write(
            file,
            new RunContent(
                "run", "clip.mp4", "content", 64, 48, [.. frames.Select(static frame => (long)frame)],
                new ImageHashes[frames.Length],
                ExampleRun.Summary.Shots, Fingerprints: null),
            DateTimeOffset.UnixEpoch);
        return file.ToArray();
    }

    private static void ReadSegment(byte[] content)
    {
        var segment = SegmentReader.OpenAsync(
            "find/a.segment", content.Length,
            (offset, length, _) => Task.FromResult<byte[]?>(content.AsSpan((int)offset, length).ToArray()),
            CancellationToken.None).GetAwaiter().GetResult();
        for (var run = 0; run < segment.Footer.Runs.Count; run++) _ = segment.PicturesOf(run);
    }

    private static APIGatewayHttpApiV2ProxyRequest Request(byte[] body) => new()
    {
        Headers = new Dictionary<string, string> { ["content-type"] = $"multipart/form-data; boundary={Boundary}" },
        Body = Convert.ToBase64String(body),
        IsBase64Encoded = true,
    };
}
