namespace PerfTracking.Pages.Models;

/// <summary>An answer that is no page of the store: what was wrong, or what is needed first.</summary>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Text">What happened and what to do, in sentences.</param>
public sealed record MessageModel(string Title, string Text)
{
    /// <summary>The form that lets somebody in, or <see langword="null"/>.</summary>
    public SignInForm? SignIn { get; init; }

    /// <summary>What else may help, in sentences, or <see langword="null"/>.</summary>
    public string? Advice { get; init; }

    /// <summary>The address of the page whose form was refused, or <see langword="null"/>.</summary>
    public string? Back { get; init; }

    /// <summary>Whether the same address may be asked for again, once what was wrong is mended.</summary>
    public bool CanRetry { get; init; }

    /// <summary>Whether something went wrong, rather than being needed first.</summary>
    public bool IsProblem { get; init; } = true;

    /// <summary>Whether the page asks for its own address once more, by itself.</summary>
    public bool AsksAgain { get; init; }
}

/// <summary>The form that lets somebody in.</summary>
/// <param name="Action">Where it goes.</param>
/// <param name="NameField">The name of the field for who they are.</param>
/// <param name="TokenField">The name of the field for the token.</param>
/// <param name="ReturnField">The name of the field for the address that they asked for.</param>
/// <param name="ReturnAddress">That address.</param>
public sealed record SignInForm(string Action, string NameField, string TokenField, string ReturnField, string ReturnAddress);
