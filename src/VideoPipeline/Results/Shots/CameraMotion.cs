using VideoPipeline.Results.Columns;

namespace VideoPipeline.Results.Shots;

/// <summary>What the camera does in a shot.</summary>
public enum CameraKind
{
    /// <summary>It cannot be told: the shot is short, its frames are no neighbours, or the picture does not move as one.</summary>
    Unknown,

    /// <summary>The view stays where it is.</summary>
    Still,

    /// <summary>The view moves in one direction: a pan, a tilt, a travelling shot.</summary>
    Pan,

    /// <summary>The view goes in or out: a zoom, or a camera that comes nearer.</summary>
    Zoom,

    /// <summary>The picture is replaced again and again, too quickly for shots: a strobe, a flicker, a storm of pictures.</summary>
    CutHeavy,
}

/// <summary>The camera's motion in a shot.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="PanX">How far the view moved to the right from the first frame to the last, in widths of the picture.</param>
/// <param name="PanY">How far the view moved down, in heights of the picture.</param>
/// <param name="Zoom">How many times as large everything became; 1 is no change.</param>
public readonly record struct CameraMotion(CameraKind Kind, double PanX, double PanY, double Zoom)
{
    /// <summary>Steps from frame to frame that a shot must have at least: less says nothing about a direction.</summary>
    public const int FewestSteps = 6;

    /// <summary>The share of the picture's blocks that must move along in a step, for the step to count as the camera's.</summary>
    public const double StepAgreement = 0.5;

    /// <summary>The share of a shot's steps that must count.</summary>
    public const double StepsAgreeing = 0.7;

    /// <summary>A view that never leaves its place by more than this share of the picture stays.</summary>
    public const double StillWithin = 0.02;

    /// <summary>A pan or zoom goes at least this share of the picture, all in all.</summary>
    public const double MovesAtLeast = 0.05;

    /// <summary>And of all its movement to and fro, at least this share is in its direction.</summary>
    public const double Steadiness = 0.7;

    /// <summary>From this share of steps on which the picture is replaced, a shot is cut-heavy.</summary>
    public const double ReplacedAtLeast = 0.25;

    private static readonly CameraMotion s_unknown = new(CameraKind.Unknown, 0, 0, 1);

    /// <summary>The camera's motion in a shot, of the rows behind its first.</summary>
    /// <param name="shot">The shot.</param>
    /// <param name="columns">The video's columns.</param>
    public static CameraMotion Of(Shot shot, FrameColumns columns)
    {
        var steps = shot.Length - 1;
        if (steps < FewestSteps || columns.Frame[shot.End - 1] - columns.Frame[shot.Start] != steps) return s_unknown;
        var replaced = 0;
        var agreeing = 0;
        var growth = 1.0;
        Path x = default, y = default, zoom = default;
        for (var row = shot.Start + 1; row < shot.End; row++)
        {
            if (columns.CutScore[row] >= Cuts.Clear) replaced++;
            // A picture that is shown again did not move.
            if (columns.CutScore[row] > 0 && columns.CameraAgreement[row] < StepAgreement) continue;
            agreeing++;
            x.Add(columns.PanX[row]);
            y.Add(columns.PanY[row]);
            // The logarithm of the growth to the second order, so that in and out cancel; all machines round it alike.
            zoom.Add(columns.Zoom[row] / (1 + (columns.Zoom[row] / 2)));
            growth *= 1 + columns.Zoom[row];
        }

        if (replaced >= ReplacedAtLeast * steps && agreeing < StepsAgreeing * steps) return s_unknown with { Kind = CameraKind.CutHeavy };
        if (agreeing < StepsAgreeing * steps) return s_unknown;
        // Towards the edge, a zoom moves a point by half of what the picture grows.
        var kind =
            x.Reach <= StillWithin && y.Reach <= StillWithin && zoom.Reach / 2 <= StillWithin ? CameraKind.Still
            : zoom.IsSteady && zoom.Length / 2 >= Math.Max(x.Reach, y.Reach) ? CameraKind.Zoom
            : (x.IsSteady && x.Length >= y.Reach) || (y.IsSteady && y.Length >= x.Reach) ? CameraKind.Pan
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

    /// <summary>Steps added up along one axis.</summary>
    private struct Path
    {
        private double _travelled;
        private double _lowest;
        private double _highest;

        /// <summary>From the beginning to the end.</summary>
        public double Sum { get; private set; }

        public readonly double Length => Math.Abs(Sum);

        /// <summary>From the one end of all places reached to the other.</summary>
        public readonly double Reach => _highest - _lowest;

        public readonly bool IsSteady => Length >= MovesAtLeast && Length >= Steadiness * _travelled;

        public void Add(double step)
        {
            Sum += step;
            _travelled += Math.Abs(step);
            (_lowest, _highest) = (Math.Min(_lowest, Sum), Math.Max(_highest, Sum));
        }
    }
}
