using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>A size in pixels.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Size
{
    /// <summary>Columns.</summary>
    public int Width;

    /// <summary>Rows.</summary>
    public int Height;

    /// <summary>A size of so many columns and rows.</summary>
    public Size(int width, int height) => (Width, Height) = (width, height);
}

/// <summary>A position in pixels.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Point
{
    /// <summary>Column.</summary>
    public int X;

    /// <summary>Row.</summary>
    public int Y;

    /// <summary>The position at a column and a row.</summary>
    public Point(int x, int y) => (X, Y) = (x, y);
}

/// <summary>A position between pixels.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Point2f
{
    /// <summary>Column.</summary>
    public float X;

    /// <summary>Row.</summary>
    public float Y;

    /// <summary>The position at a column and a row.</summary>
    public Point2f(float x, float y) => (X, Y) = (x, y);
}

/// <summary>Up to four channels' values.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Scalar
{
    /// <summary>The first channel's value.</summary>
    public double Val0;

    /// <summary>The second channel's value.</summary>
    public double Val1;

    /// <summary>The third channel's value.</summary>
    public double Val2;

    /// <summary>The fourth channel's value.</summary>
    public double Val3;

    /// <summary>The values of up to four channels.</summary>
    public Scalar(double v0, double v1 = 0, double v2 = 0, double v3 = 0) =>
        (Val0, Val1, Val2, Val3) = (v0, v1, v2, v3);

    /// <summary>The same value in every channel.</summary>
    public static Scalar All(double v) => new(v, v, v, v);
}

/// <summary>A range of values, the end excluded.</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct Rangef
{
    /// <summary>The first value.</summary>
    public float Start;

    /// <summary>The value behind the last.</summary>
    public float End;

    /// <summary>The values from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public Rangef(float start, float end) => (Start, End) = (start, end);
}
