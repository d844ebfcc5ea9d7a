namespace VideoPipeline.StatesLanguage.States;

/// <summary>The state types.</summary>
public enum StateType
{
    Task,
    Pass,
    Choice,
    Wait,
    Succeed,
    Fail,
    Parallel,
    Map,
}
