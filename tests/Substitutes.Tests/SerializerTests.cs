using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Xunit;

namespace VideoPipeline.Substitutes.Tests;

/// <summary>Tests the behavior of the JSON serializers that the product relies on.</summary>
public sealed class SerializerTests
{
    private static readonly DefaultLambdaJsonSerializer s_serializer = new();

    [Fact]
    public void Serialize_Names_AreUnchanged() =>
        Assert.Equal("""{"Number":1,"already_named":"x"}""", Write(s_serializer, new Sample(1, "x", null)));

    [Fact]
    public void Serialize_Null_IsOmitted() => Assert.Equal("""{"Number":1}""", Write(s_serializer, new Sample(1, null, null)));

    [Fact]
    public void Serialize_TextBeyondAscii_IsNotEscaped() => Assert.Equal("\"a<ü'\"", Write(s_serializer, "a<ü'"));

    [Fact]
    public void Serialize_Bytes_AreNumbers() =>
        Assert.Equal("""{"Number":0,"Bytes":[0,255]}""", Write(s_serializer, new Sample(0, null, [0, 255])));

    [Theory]
    [InlineData("""{"NUMBER":7}""")]
    [InlineData("""{"number":7,"unknown":true}""")]
    public void Deserialize_Names_AreCaseInsensitive(string json) => Assert.Equal(7, Read<Sample>(s_serializer, json).Number);

    [Theory]
    [InlineData("""{"Bytes":[1,2]}""")]
    [InlineData("""{"Bytes":"AQI="}""")]
    public void Deserialize_Bytes_AcceptsNumbersAndBase64(string json) =>
        Assert.Equal([1, 2], Read<Sample>(s_serializer, json).Bytes!);

    [Theory]
    [InlineData("\"2026-01-02T03:04:05Z\"")]
    [InlineData("1767323045")]
    public void Deserialize_Date_AcceptsIso8601AndSeconds(string json) =>
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), Read<DateTime>(s_serializer, json));

    [Fact]
    public void Deserialize_JsonOfAnotherType_ThrowsWithTheTypeName()
    {
        var error = Assert.Throws<JsonSerializerException>(() => Read<Sample>(s_serializer, """{"Number":"seven"}"""));

        Assert.Contains(typeof(Sample).FullName!, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Serialize_SourceGenerated_HasTheSameDefaults()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<SampleContext>();

        Assert.Equal("""{"Number":1}""", Write(serializer, new Sample(1, null, null)));
    }

    [Fact]
    public void Deserialize_SourceGenerated_HasTheSameDefaults() =>
        Assert.Equal(7, Read<Sample>(new SourceGeneratorLambdaJsonSerializer<SampleContext>(), """{"NUMBER":7}""").Number);

    [Fact]
    public void Serialize_TypeMissingInTheContext_ThrowsWithTheTypeName()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<SampleContext>();

        var error = Assert.Throws<JsonSerializerException>(() => Write(serializer, new Uri("http://x")));

        Assert.Contains("System.Uri", error.Message, StringComparison.Ordinal);
    }

    private static string Write<T>(ILambdaSerializer serializer, T value)
    {
        using var stream = new MemoryStream();
        serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static T Read<T>(ILambdaSerializer serializer, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize<T>(stream);
    }
}

internal sealed record Sample(
    int Number,
    [property: JsonPropertyName("already_named")] string? Text,
    byte[]? Bytes);

[JsonSerializable(typeof(Sample))]
internal sealed partial class SampleContext : JsonSerializerContext;
