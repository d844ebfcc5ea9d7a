using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Errors;

namespace VideoPipeline.Results.Files;

/// <summary>
/// The two JSON files as bytes: UTF-8 without a mark, indented by two, lines end in <c>\n</c>, numbers in the shortest form that
/// reads back to the same value. The same content always gives the same bytes.
/// </summary>
public static class ResultJson
{
    private static readonly ResultJsonContext s_context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // The files are no part of an HTML page: addresses stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    /// <summary><c>summary.json</c>.</summary>
    public static byte[] Write(Summary summary) => Write(summary, s_context.Summary);

    /// <summary><c>run.json</c>.</summary>
    public static byte[] Write(RunReport report) => Write(report, s_context.RunReport);

    /// <summary>Reads <c>summary.json</c>; <paramref name="name"/> is what messages call it.</summary>
    /// <exception cref="CorruptResultException">It is damaged, or of another format.</exception>
    public static Summary ReadSummary(ReadOnlySpan<byte> json, string name) =>
        Read(json, name, s_context.Summary, summary => summary.Schema, Summary.CurrentSchema);

    /// <summary>Reads <c>run.json</c>; <paramref name="name"/> is what messages call it.</summary>
    /// <exception cref="CorruptResultException">It is damaged, or of another format.</exception>
    public static RunReport ReadRunReport(ReadOnlySpan<byte> json, string name) =>
        Read(json, name, s_context.RunReport, report => report.Schema, RunReport.CurrentSchema);

    private static byte[] Write<T>(T value, JsonTypeInfo<T> type) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    private static T Read<T>(ReadOnlySpan<byte> json, string name, JsonTypeInfo<T> type, Func<T, string> schemaOf, string expected)
        where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize(json, type) ?? throw new JsonException("it is null");
            return schemaOf(value) == expected
                ? value
                : throw new JsonException($"its schema is {schemaOf(value)}, not {expected}");
        }
        catch (JsonException e)
        {
            throw new CorruptResultException($"{name} cannot be read: {e.Message.TrimEnd('.')}. Delete it and run again.", e);
        }
    }
}

[JsonSerializable(typeof(Summary))]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class ResultJsonContext : JsonSerializerContext;
