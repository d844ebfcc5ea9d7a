using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>Intrinsic functions that encode and hash.</summary>
internal static class EncodingFunctions
{
    private const int LongestInput = 10_000;

    public static JToken Base64Encode(JToken text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Limited(Argument.String(text))));

    public static JToken Base64Decode(JToken text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(Limited(Argument.String(text))));
        }
        catch (FormatException)
        {
            throw new IntrinsicArgumentException("The argument is not Base64.");
        }
    }

    /// <summary>The hash of a string, or of the compact JSON of anything else, in lower-case hexadecimal.</summary>
    public static JToken Hash(JToken data, JToken algorithm)
    {
        var text = data.Type == JTokenType.String ? data.Value<string>()! : StatesJson.Text(data);
        var bytes = Encoding.UTF8.GetBytes(Limited(text));
        return Convert.ToHexStringLower(Digest(bytes, Argument.String(algorithm)));
    }

    // MD5 and SHA-1 are among the algorithms that States.Hash offers; nothing here relies on them for safety.
#pragma warning disable CA5350, CA5351
    private static byte[] Digest(byte[] bytes, string algorithm) => algorithm switch
    {
        "MD5" => MD5.HashData(bytes),
        "SHA-1" => SHA1.HashData(bytes),
        "SHA-256" => SHA256.HashData(bytes),
        "SHA-384" => SHA384.HashData(bytes),
        "SHA-512" => SHA512.HashData(bytes),
        _ => throw new IntrinsicArgumentException($"'{algorithm}' is none of MD5, SHA-1, SHA-256, SHA-384, SHA-512."),
    };
#pragma warning restore CA5350, CA5351

    private static string Limited(string text) => text.Length <= LongestInput
        ? text
        : throw new IntrinsicArgumentException($"The argument has more than {LongestInput} characters.");
}
