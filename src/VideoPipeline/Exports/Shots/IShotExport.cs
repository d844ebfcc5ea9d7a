using VideoPipeline.Errors;

namespace VideoPipeline.Exports.Shots;

/// <summary>A text format for the shots of a run. A pure function: the same list always gives the same text.</summary>
internal interface IShotExport
{
    /// <summary>The name of the format.</summary>
    string Format { get; }

    /// <summary>The name of the file.</summary>
    string FileName { get; }

    /// <summary>What the format is, in a few words.</summary>
    string Description { get; }

    /// <summary>What readers of the file should know about this list; null for nothing.</summary>
    string? Remark(ShotList shots) => null;

    /// <summary>Writes the file; lines end in <c>\n</c> unless the format says otherwise.</summary>
    /// <exception cref="InvalidInputException">The format cannot express these shots; nothing was written.</exception>
    void Write(ShotList shots, TextWriter output);
}
