using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>What no function may do, whatever a video or a request makes it do.</summary>
public sealed class ForbiddenTests
{
    // They open what strangers send: videos and images.
    private static readonly string[] s_decoders = ["IndexFunction", "DecodeFunction", "AnalyzeStillsFunction", "ImagesFunction"];

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<Statement>> s_functions =
        TemplateFile.OfType("AWS::Serverless::Function").ToDictionary(name => name, name => Statement.OfFunction(name));

    [Theory]
    [InlineData("s3:PutObject", "${Bucket.Arn}/videos/film.mp4")]
    [InlineData("s3:PutObject", "${Bucket.Arn}/images/home.jpg")]
    [InlineData("s3:PutObject", "${Bucket.Arn}/models/googlenet/model.json")]
    [InlineData("s3:PutObject", "${Bucket.Arn}/index.html")]
    [InlineData("s3:PutObject", "arn:aws:s3:::other/film.mp4")]
    [InlineData("s3:GetObject", "arn:aws:s3:::other/film.mp4")]
    [InlineData("s3:GetObject", "${Bucket.Arn}/other/secret")]
    [InlineData("s3:ListBucket", "arn:aws:s3:::other")]
    [InlineData("s3:DeleteObject", "${Bucket.Arn}/videos/film.mp4")]
    [InlineData("s3:DeleteObject", "${Bucket.Arn}/runs/film-1/summary.json")]
    [InlineData("s3:DeleteObject", "${Bucket.Arn}/partials/0a.npz")]
    [InlineData("s3:DeleteObjectVersion", "${Bucket.Arn}/find/0a.npz")]
    [InlineData("s3:PutObjectAcl", "${Bucket.Arn}/runs/film-1/summary.json")]
    [InlineData("s3:PutBucketPolicy", "${Bucket.Arn}")]
    [InlineData("s3:PutLifecycleConfiguration", "${Bucket.Arn}")]
    [InlineData("s3:PutBucketVersioning", "${Bucket.Arn}")]
    [InlineData("s3:DeleteBucket", "${Bucket.Arn}")]
    [InlineData("lambda:InvokeFunction", "${DecodeFunction.Arn}")]
    [InlineData("lambda:UpdateFunctionCode", "${DecodeFunction.Arn}")]
    [InlineData("lambda:UpdateFunctionConfiguration", "${DecodeFunction.Arn}")]
    [InlineData("states:UpdateStateMachine", "${StateMachine}")]
    [InlineData("states:DeleteStateMachine", "${StateMachine}")]
    [InlineData("iam:PassRole", "${StateMachineRole.Arn}")]
    [InlineData("sts:AssumeRole", "${StateMachineRole.Arn}")]
    [InlineData("kms:ScheduleKeyDeletion", "${BucketKey}")]
    public void Functions_Never(string action, string resource) =>
        Assert.All(s_functions, function => Assert.DoesNotContain(function.Value, granted => granted.Grants(action, resource)));

    [Theory]
    [InlineData("s3:GetObject", "${Bucket.Arn}/runs/film-1/summary.json")] // of another run
    [InlineData("s3:GetObject", "${Bucket.Arn}/runs/film-1/report.html")]
    [InlineData("s3:GetObject", "${Bucket.Arn}/runs/film-1/input.json")]
    [InlineData("s3:PutObject", "${Bucket.Arn}/runs/film-1/summary.json")]
    [InlineData("s3:PutObject", "${Bucket.Arn}/runs/film-1/report.html")]
    [InlineData("s3:PutObject", "${Bucket.Arn}/runs/film-1/plan.json")]
    [InlineData("s3:PutObject", "${Bucket.Arn}/find/0a.npz")]
    [InlineData("states:StartExecution", "${StateMachine}")]
    [InlineData("states:SendTaskSuccess", "${StateMachine}")]
    public void Decoders_Never(string action, string resource) =>
        Assert.All(s_decoders, name => Assert.DoesNotContain(s_functions[name], granted => granted.Grants(action, resource)));

    // A function outside of a VPC reaches the internet; of AWS, it reaches these services alone.
    [Fact]
    public void Decoders_ReachNoServiceButTheBucket() =>
        Assert.All(s_decoders, function => Assert.All(
            s_functions[function], granted => Assert.StartsWith("s3:", granted.Action, StringComparison.Ordinal)));

    [Fact]
    public void Executions_AreStartedByTwoFunctionsAlone() =>
        Assert.Equal(
            ["ExecutionsFunction", "StartFunction"],
            from function in s_functions
            where function.Value.Any(granted => granted.Action == "states:StartExecution")
            orderby function.Key
            select function.Key);

    [Fact]
    public void StateMachine_InvokesItsFunctionsAndReadsPlansAlone()
    {
        var granted = Statement.OfRole("StateMachineRole").SelectMany(policy => policy.Value).ToList();

        Assert.DoesNotContain(granted, one => one.Grants("lambda:InvokeFunction", "${ExecutionsFunction.Arn}"));
        Assert.DoesNotContain(granted, one => one.Grants("lambda:InvokeFunction", "${StartFunction.Arn}"));
        Assert.DoesNotContain(granted, one => one.Grants("s3:GetObject", "${Bucket.Arn}/runs/film-1/summary.json"));
        Assert.DoesNotContain(granted, one => one.Grants("s3:GetObject", "${Bucket.Arn}/videos/film.mp4"));
        Assert.DoesNotContain(granted, one => one.Action.StartsWith("s3:Put", StringComparison.Ordinal));
        Assert.DoesNotContain(granted, one => one.Action.StartsWith("s3:Delete", StringComparison.Ordinal));
    }
}
