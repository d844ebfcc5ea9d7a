using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using VideoPipeline.Errors;

namespace VideoPipeline.Results.Files;

/// <summary>
/// Serializes <c>summary.json</c> and <c>run.json</c>: UTF-8 without a byte order mark, indented by two spaces, lines end in
/// <c>\n</c>, numbers in the shortest round-trip form. The same content always gives the same bytes.
/// </summary>
internal static class ResultJson
{
    private static readonly ResultJsonContext s_context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        // The files are not embedded in HTML, so addresses need no HTML escaping.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    /// <summary>Serializes <c>summary.json</c>.</summary>
    public static byte[] Write(Summary summary) => Write(summary, s_context.Summary);

    /// <summary>Serializes <c>run.json</c>.</summary>
    public static byte[] Write(RunReport report) => Write(report, s_context.RunReport);

    /// <summary>Parses <c>summary.json</c>; <paramref name="name"/> is its name in messages.</summary>
    /// <exception cref="CorruptResultException">The file is damaged or has another format.</exception>
    public static Summary ReadSummary(ReadOnlySpan<byte> json, string name) =>
        Read(json, name, s_context.Summary, summary => summary.Schema, Summary.CurrentSchema);

    /// <summary>Parses <c>run.json</c>; <paramref name="name"/> is its name in messages.</summary>
    /// <exception cref="CorruptResultException">The file is damaged or has another format.</exception>
    public static RunReport ReadRunReport(ReadOnlySpan<byte> json, string name) =>
        Read(json, name, s_context.RunReport, report => report.Schema, RunReport.CurrentSchema);

    private static byte[] Write<T>(T value, JsonTypeInfo<T> type) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    private static T Read<T>(
        ReadOnlySpan<byte> json, string name, JsonTypeInfo<T> type, Func<T, string> schemaOf, string expected)
        where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize(json, type) ?? throw new JsonException("it is null");
            return schemaOf(value) == expected
                ? value
                : throw new JsonException($"its schema is {schemaOf(value)}, not {expected}");
        }
        catch (JsonException exception)
        {
            throw new CorruptResultException(
                $"{name} cannot be read: {exception.Message.TrimEnd('.')}. Delete it and run again.", exception);
        }
    }
}

[JsonSerializable(typeof(Summary))]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class ResultJsonContext : JsonSerializerContext;
