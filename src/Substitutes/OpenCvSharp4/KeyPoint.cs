using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>A place in an image that can be found again (cv::KeyPoint).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct KeyPoint
{
    /// <summary>Where, in pixels.</summary>
    public Point2f Pt;

    /// <summary>The diameter of what was looked at, in pixels.</summary>
    public float Size;

    /// <summary>Its orientation in degrees, clockwise from the x axis.</summary>
    public float Angle;

    /// <summary>How clearly it stands out.</summary>
    public float Response;

    /// <summary>The octave and layer of the scale space.</summary>
    public int Octave;

    /// <summary>The object it belongs to, for who groups them.</summary>
    public int ClassId;
}

/// <summary>That a descriptor of one set is like one of another (cv::DMatch).</summary>
[StructLayout(LayoutKind.Sequential)]
public record struct DMatch
{
    /// <summary>The row of the query descriptor.</summary>
    public int QueryIdx;

    /// <summary>The row of the train descriptor.</summary>
    public int TrainIdx;

    /// <summary>The train image.</summary>
    public int ImgIdx;

    /// <summary>How unlike they are.</summary>
    public float Distance;
}
