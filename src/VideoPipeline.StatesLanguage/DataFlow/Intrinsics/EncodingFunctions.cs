using System.Security.Cryptography;
using System.Text;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Intrinsic functions that encode and hash.</summary>
internal static class EncodingFunctions
{
    private const int MaxInputLength = 10_000;

    public static JsonData Base64Encode(JsonData text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(CheckLength(Argument.String(text))));

    public static JsonData Base64Decode(JsonData text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(CheckLength(Argument.String(text))));
        }
        catch (FormatException)
        {
            throw new IntrinsicArgumentException("The argument is not Base64.");
        }
    }

    /// <summary>The hash, in lower-case hexadecimal, of a string or of the compact JSON of any other value.</summary>
    public static JsonData Hash(JsonData data, JsonData algorithm)
    {
        var text = data.ToPlainText();
        var name = Argument.String(algorithm);
        return Hash(CheckLength(text), name) ?? throw new IntrinsicArgumentException(
            $"'{name}' is none of MD5, SHA-1, SHA-256, SHA-384, SHA-512.");
    }

    /// <summary>The hash of a text in lower-case hexadecimal; null if the algorithm is unknown.</summary>
    public static string? Hash(string text, string algorithm) =>
        Digest(Encoding.UTF8.GetBytes(text), algorithm) is { } digest ? Convert.ToHexStringLower(digest) : null;

    // States.Hash includes MD5 and SHA-1; nothing here relies on them for security.
#pragma warning disable CA5350, CA5351
    private static byte[]? Digest(byte[] bytes, string algorithm) => algorithm switch
    {
        "MD5" => MD5.HashData(bytes),
        "SHA-1" => SHA1.HashData(bytes),
        "SHA-256" => SHA256.HashData(bytes),
        "SHA-384" => SHA384.HashData(bytes),
        "SHA-512" => SHA512.HashData(bytes),
        _ => null,
    };
#pragma warning restore CA5350, CA5351

    private static string CheckLength(string text) => text.Length <= MaxInputLength
        ? text
        : throw new IntrinsicArgumentException($"The argument has more than {MaxInputLength} characters.");
}
