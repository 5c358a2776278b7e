using System.Security.Cryptography;
using PerfTracking.Pages;

namespace PerfTracking.Dashboard.Security;

/// <summary>
/// Proves that a form is one that this process made for the session that sends it (OWASP's HMAC based token pattern: another site
/// can make a browser send our cookie, and cannot read our forms). Each has a random part, so that packing a page tells nothing
/// of it (BREACH).
/// </summary>
internal sealed class FormSeal
{
    /// <summary>The field of the form.</summary>
    public const string Field = "form";

    // Nobody ever sees it, so that no text of a store can be the same.
    private readonly string _blank = RandomNumberGenerator.GetHexString(32);
    private readonly Seal _seal = new(RandomNumberGenerator.GetBytes(32), "form");

    /// <summary>The field for a form of a session.</summary>
    /// <param name="session">Whose session it is.</param>
    public AntiforgeryField FieldFor(string session) => new(Field, _seal.Close($"{RandomNumberGenerator.GetHexString(32)} {session}"));

    /// <summary>The field for the forms of a page that is made for several sessions.</summary>
    public AntiforgeryField BlankField => new(Field, _blank);

    /// <summary>A page that was made with <see cref="BlankField"/>, for one of its sessions.</summary>
    /// <param name="page">The page.</param>
    /// <param name="session">Whose session it is.</param>
    public string FillIn(string page, string session) => page.Replace(_blank, FieldFor(session).Value, StringComparison.Ordinal);

    /// <summary>Whether a form was made for a session.</summary>
    /// <param name="value">What the field holds.</param>
    /// <param name="session">Whose session it is.</param>
    public bool IsFor(string? value, string session) =>
        _seal.TryOpen(value, out string? text) && text.IndexOf(' ', StringComparison.Ordinal) is var space && text.AsSpan(space + 1).SequenceEqual(session);
}
