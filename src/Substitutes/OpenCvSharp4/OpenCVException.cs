namespace OpenCvSharp;

/// <summary>An error that OpenCV raised.</summary>
public class OpenCVException : Exception
{
    /// <summary>What kind of error.</summary>
    public ErrorCode Status { get; }

    /// <summary>The function that raised it.</summary>
    public string FuncName { get; }

    /// <summary>OpenCV's message.</summary>
    public string ErrMsg { get; }

    /// <summary>The source file that raised it.</summary>
    public string FileName { get; }

    /// <summary>The line in that file.</summary>
    public int Line { get; }

    /// <summary>An error with everything OpenCV says of it.</summary>
    public OpenCVException(ErrorCode status, string funcName, string errMsg, string fileName, int line)
        : base(errMsg) =>
        (Status, FuncName, ErrMsg, FileName, Line) = (status, funcName, errMsg, fileName, line);
}

/// <summary>Kinds of errors (cv::Error::Code).</summary>
public enum ErrorCode
{
    /// <summary>Everything is ok.</summary>
    StsOk = 0,

    /// <summary>An unspecified error.</summary>
    StsError = -2,
}
