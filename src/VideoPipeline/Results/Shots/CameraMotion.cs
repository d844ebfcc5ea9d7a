using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Shots;

/// <summary>The kind of camera motion in a shot.</summary>
internal enum CameraKind
{
    /// <summary>Unknown: the shot is short, its frames are not consecutive, or there is no common motion.</summary>
    Unknown,

    /// <summary>The camera is static.</summary>
    Still,

    /// <summary>The view moves in one direction: a pan, a tilt or a tracking shot.</summary>
    Pan,

    /// <summary>The scale changes: a zoom, or a camera that moves closer or away.</summary>
    Zoom,

    /// <summary>The image is replaced too often for separate shots: a strobe, a flicker, a rapid montage.</summary>
    CutHeavy,
}

/// <summary>The camera motion in a shot.</summary>
/// <param name="Kind">The kind of motion.</param>
/// <param name="PanX">The total pan to the right from the first frame to the last, in widths of the image.</param>
/// <param name="PanY">The total pan downwards, in heights of the image.</param>
/// <param name="Zoom">The total change of scale; 1 means no change.</param>
internal readonly record struct CameraMotion(CameraKind Kind, double PanX, double PanY, double Zoom)
{
    /// <summary>The minimum number of steps from frame to frame; with fewer, a direction cannot be determined.</summary>
    public const int MinSteps = 6;

    /// <summary>
    /// The minimum fraction of blocks that agree with the global motion of a step, for the step to count as camera motion.
    /// </summary>
    public const double MinStepAgreement = 0.5;

    /// <summary>The minimum fraction of the steps of a shot that count as camera motion.</summary>
    public const double MinAgreeingSteps = 0.7;

    /// <summary>The maximum range of the view of a static camera, as a fraction of the image.</summary>
    public const double MaxStillRange = 0.02;

    /// <summary>The minimum total distance of a pan or zoom, as a fraction of the image.</summary>
    public const double MinDistance = 0.05;

    /// <summary>The minimum ratio of the total distance to the path length of a pan or zoom.</summary>
    public const double MinSteadiness = 0.7;

    /// <summary>The minimum fraction of steps with a replaced image in a cut-heavy shot.</summary>
    public const double MinReplacedSteps = 0.25;

    private static readonly CameraMotion s_unknown = new(CameraKind.Unknown, 0, 0, 1);

    /// <summary>Computes the camera motion in a shot, from all rows after its first.</summary>
    /// <param name="shot">The shot.</param>
    /// <param name="columns">The columns of the video.</param>
    public static CameraMotion Of(Shot shot, FrameColumns columns)
    {
        var steps = shot.Length - 1;
        if (steps < MinSteps || columns.Frame[shot.End - 1] - columns.Frame[shot.Start] != steps) return s_unknown;
        var replaced = 0;
        var agreeing = 0;
        var growth = 1.0;
        Track x = default, y = default, zoom = default;
        for (var row = shot.Start + 1; row < shot.End; row++)
        {
            if (columns.CutScore[row] >= Cuts.MinClearScore) replaced++;
            // A repeated image (cut score 0) has no motion.
            if (columns.CutScore[row] > 0 && columns.CameraAgreement[row] < MinStepAgreement) continue;
            agreeing++;
            x.Add(columns.PanX[row]);
            y.Add(columns.PanY[row]);
            // The logarithm of the growth to second order, so that zooming in and out cancel. Unlike Math.Log, it is rounded
            // identically on every machine.
            zoom.Add(columns.Zoom[row] / (1 + (columns.Zoom[row] / 2)));
            growth *= 1 + columns.Zoom[row];
        }

        if (replaced >= MinReplacedSteps * steps && agreeing < MinAgreeingSteps * steps)
            return s_unknown with { Kind = CameraKind.CutHeavy };
        if (agreeing < MinAgreeingSteps * steps) return s_unknown;
        // A zoom moves a point at the edge by half of the growth of the image.
        var kind =
            x.Range <= MaxStillRange && y.Range <= MaxStillRange && zoom.Range / 2 <= MaxStillRange ? CameraKind.Still
            : zoom.IsSteady && zoom.Length / 2 >= Math.Max(x.Range, y.Range) ? CameraKind.Zoom
            : (x.IsSteady && x.Length >= y.Range) || (y.IsSteady && y.Length >= x.Range) ? CameraKind.Pan
            : CameraKind.Unknown;
        return new(kind, x.Sum, y.Sum, growth);
    }

    /// <summary>The name in <c>summary.json</c>.</summary>
    public string Name => Kind switch
    {
        CameraKind.Still => "still",
        CameraKind.Pan => "pan",
        CameraKind.Zoom => "zoom",
        CameraKind.CutHeavy => "cut-heavy",
        _ => "unknown",
    };

    /// <summary>The accumulated steps along one axis.</summary>
    private struct Track
    {
        private double _pathLength;
        private double _min;
        private double _max;

        /// <summary>The displacement from the start to the end.</summary>
        public double Sum { get; private set; }

        public readonly double Length => Math.Abs(Sum);

        /// <summary>The range of all positions.</summary>
        public readonly double Range => _max - _min;

        public readonly bool IsSteady => Length >= MinDistance && Length >= MinSteadiness * _pathLength;

        public void Add(double step)
        {
            Sum += step;
            _pathLength += Math.Abs(step);
            (_min, _max) = (Math.Min(_min, Sum), Math.Max(_max, Sum));
        }
    }
}
