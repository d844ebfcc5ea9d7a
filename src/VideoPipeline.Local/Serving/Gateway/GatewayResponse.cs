using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.Gateway;

/// <summary>Writes responses of the HTTP API.</summary>
internal static class GatewayResponse
{
    /// <summary>Writes a function's response: an object with <c>statusCode</c>, <c>headers</c>, <c>body</c>, …</summary>
    /// <param name="response">The HTTP response.</param>
    /// <param name="result">The function's result as UTF-8 JSON.</param>
    public static async Task WriteAsync(HttpResponse response, byte[] result)
    {
        var json = JsonData.Parse(result);
        response.StatusCode = json["statusCode"] is NumberData status ? (int)status.Integer : StatusCodes.Status200OK;
        foreach (var (name, value) in json["headers"] as ObjectData ?? ObjectData.Empty)
            response.Headers[name] = value.ToPlainText();
        if (json["cookies"] is ArrayData cookies)
            response.Headers[HeaderNames.SetCookie] = cookies.Select(cookie => cookie.ToPlainText()).ToArray();
        var body = json["body"] is StringData text ? text.Value : "";
        var isBase64 = json["isBase64Encoded"] is BooleanData { Value: true };
        await response.Body.WriteAsync(isBase64 ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Writes a response of the API itself: <c>{"message": …}</c>.</summary>
    public static Task WriteAsync(HttpResponse response, int status, string message)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        return response.WriteAsync(ObjectData.Of(("message", message)).ToString());
    }
}
