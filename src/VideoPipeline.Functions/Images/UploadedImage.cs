using Amazon.Lambda.APIGatewayEvents;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Http;

namespace VideoPipeline.Functions.Images;

/// <summary>A picture that was sent.</summary>
/// <param name="Name">What it is called in messages: its place among the others, and its file's name.</param>
/// <param name="Bytes">The file.</param>
internal sealed record UploadedImage(string Name, byte[] Bytes)
{
    /// <summary>Pictures of one request.</summary>
    public const int MostImages = 100;

    // A boundary has 70 characters at most (RFC 2046, section 5.1.1).
    private const int LongestBoundary = 70;
    private const int LongestName = 80;

    /// <summary>The pictures of a request: each part of <c>multipart/form-data</c>, or one body of <c>image/*</c>.</summary>
    /// <exception cref="UnsupportedVideoException">The body is of another kind.</exception>
    /// <exception cref="InvalidInputException">It holds no picture, or is not what its content type says.</exception>
    /// <exception cref="LimitExceededException">There are too many.</exception>
    public static async Task<IReadOnlyList<UploadedImage>> AllAsync(APIGatewayHttpApiV2ProxyRequest request, CancellationToken cancellation)
    {
        var header = request.Header("content-type");
        var type = MediaTypeHeaderValue.TryParse(header, out var parsed) ? parsed : null;
        if (type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
            return await PartsAsync(request.BodyBytes(), BoundaryOf(type), cancellation);
        // Who sends bytes without saying of which kind sends them so.
        if (type?.Type.Equals("image", StringComparison.OrdinalIgnoreCase) != true && type?.MediaType != "application/octet-stream")
            throw new UnsupportedVideoException(
                $"The request's content type is {(header is null ? "missing" : $"'{header}'")}. Send pictures as parts of multipart/form-data (curl -F image=@a.jpg), or one as image/* (curl -H 'content-type: image/jpeg' --data-binary @a.jpg).");
        return request.BodyBytes() is { Length: > 0 } bytes ? [new("the body", bytes)] : throw new InvalidInputException("The request's body is empty. Send a picture.");
    }

    private static string BoundaryOf(MediaTypeHeaderValue type) => HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is { Length: > 0 and <= LongestBoundary } boundary
        ? boundary
        : throw new InvalidInputException($"The content type names no boundary of 1 to {LongestBoundary} characters: {type}. Let the client write it (curl -F does).");

    private static async Task<IReadOnlyList<UploadedImage>> PartsAsync(byte[] body, string boundary, CancellationToken cancellation)
    {
        var images = new List<UploadedImage>();
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body));
            while (await reader.ReadNextSectionAsync(cancellation) is { } part)
            {
                if (images.Count == MostImages) throw new LimitExceededException($"There are more than {MostImages} pictures. Send them in several requests.");
                using var bytes = new MemoryStream();
                await part.Body.CopyToAsync(bytes, cancellation);
                images.Add(new UploadedImage($"picture {images.Count + 1}{NameOf(part)}", bytes.ToArray()));
            }
        }
        catch (Exception damage) when (damage is IOException or InvalidDataException)
        {
            throw new InvalidInputException(
                $"The body is no multipart/form-data with the boundary '{boundary}' after {images.Count} whole parts: {damage.Message} It is cut off, or was not sent as bytes.", damage);
        }
        return images.Count > 0 ? images : throw new InvalidInputException("There is no part in the body. Send a picture: curl -F image=@a.jpg.");
    }

    private static string NameOf(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var said)) return "";
        var name = HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName.HasValue ? said.FileName : said.Name).ToString();
        return name.Length is > 0 and <= LongestName ? $" ({name})" : "";
    }
}
