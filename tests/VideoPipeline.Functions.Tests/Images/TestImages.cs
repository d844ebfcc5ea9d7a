using System.Net.Http.Headers;
using VideoPipeline.Imaging;

namespace VideoPipeline.Functions.Tests.Images;

/// <summary>Creates images, and request bodies that contain them.</summary>
internal static class TestImages
{
    /// <summary>Creates an image of noise, which has keypoints.</summary>
    public static BgrImage Of(int width, int height)
    {
        var samples = new byte[3 * width * height];
        new Random(1).NextBytes(samples);
        return new BgrImage(width, height, samples);
    }

    public static byte[] Png(int width, int height) => ImageFile.EncodePng(Of(width, height));

    public static byte[] Jpeg(int width, int height) => ImageFile.EncodeJpeg(Of(width, height));

    /// <summary>Creates a body with a content type.</summary>
    public static ByteArrayContent Body(byte[] bytes, string? type) =>
        new(bytes) { Headers = { ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type) } };

    /// <summary>Creates a multipart/form-data body with a part for each file.</summary>
    public static MultipartFormDataContent Form(params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files) form.Add(Body(bytes, "application/octet-stream"), "image", name);
        return form;
    }
}
