using Amazon.Lambda.APIGatewayEvents;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Http;

namespace VideoPipeline.Functions.Images;

/// <summary>An image in a request.</summary>
/// <param name="Name">Its name in messages: its position in the request, and its file name.</param>
/// <param name="Bytes">The content of the image file.</param>
internal sealed record UploadedImage(string Name, byte[] Bytes)
{
    /// <summary>The maximum number of images in a request.</summary>
    public const int MaxImages = 100;

    // RFC 2046, section 5.1.1.
    private const int MaxBoundaryLength = 70;
    private const int MaxNameLength = 80;

    /// <summary>Reads the images of a request: the parts of <c>multipart/form-data</c>, or an <c>image/*</c> body.</summary>
    /// <exception cref="UnsupportedVideoException">The content type is not supported.</exception>
    /// <exception cref="InvalidInputException">The body contains no image, or does not match its content type.</exception>
    /// <exception cref="LimitExceededException">There are more than <see cref="MaxImages"/> images.</exception>
    public static async Task<IReadOnlyList<UploadedImage>> ReadAllAsync(
        APIGatewayHttpApiV2ProxyRequest request, CancellationToken cancellation)
    {
        var header = request.Header("content-type");
        var type = MediaTypeHeaderValue.TryParse(header, out var parsed) ? parsed : null;
        if (type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
            return await PartsAsync(request.BodyBytes(), BoundaryOf(type), cancellation);
        // Clients that do not know the image's type send application/octet-stream.
        if (type?.Type.Equals("image", StringComparison.OrdinalIgnoreCase) != true
            && type?.MediaType != "application/octet-stream")
        {
            throw new UnsupportedVideoException(
                $"The content type of the request is {(header is null ? "missing" : $"not supported: '{header}'")}. "
                + "Send images as parts of multipart/form-data (curl -F image=@a.jpg), "
                + "or one as image/* (curl -H 'content-type: image/jpeg' --data-binary @a.jpg).");
        }

        return request.BodyBytes() is { Length: > 0 } bytes
            ? [new("the body", bytes)]
            : throw new InvalidInputException("The request body is empty. Send an image.");
    }

    private static string BoundaryOf(MediaTypeHeaderValue type) =>
        HeaderUtilities.RemoveQuotes(type.Boundary).ToString() is { Length: > 0 and <= MaxBoundaryLength } boundary
            ? boundary
            : throw new InvalidInputException(
                $"The content type has no boundary of 1 to {MaxBoundaryLength} characters: {type}. "
                + "Let the client set it (curl -F does).");

    private static async Task<IReadOnlyList<UploadedImage>> PartsAsync(
        byte[] body, string boundary, CancellationToken cancellation)
    {
        var images = new List<UploadedImage>();
        try
        {
            var reader = new MultipartReader(boundary, new MemoryStream(body));
            while (await reader.ReadNextSectionAsync(cancellation) is { } part)
            {
                if (images.Count == MaxImages)
                {
                    throw new LimitExceededException(
                        $"The request contains more than {MaxImages} images. Send them in several requests.");
                }

                using var bytes = new MemoryStream();
                await part.Body.CopyToAsync(bytes, cancellation);
                images.Add(new UploadedImage($"image {images.Count + 1}{NameOf(part)}", bytes.ToArray()));
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new InvalidInputException(
                $"The body is not valid multipart/form-data with the boundary '{boundary}' after {images.Count} complete parts: "
                + $"{exception.Message} It is truncated, or was not sent as binary data. Send it again.",
                exception);
        }
        return images.Count > 0
            ? images
            : throw new InvalidInputException("The multipart/form-data body has no parts. Send an image: curl -F image=@a.jpg.");
    }

    private static string NameOf(MultipartSection part)
    {
        if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var header)) return "";
        // The header throws for filename* without a value.
        if (header.Parameters.Any(parameter => !parameter.Value.HasValue)) return "";
        var value = header.FileNameStar.HasValue ? header.FileNameStar : header.FileName.HasValue ? header.FileName : header.Name;
        var name = HeaderUtilities.RemoveQuotes(value).ToString();
        return name.Length is > 0 and <= MaxNameLength ? $" ({name})" : "";
    }
}
