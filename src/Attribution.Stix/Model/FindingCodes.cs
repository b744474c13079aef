namespace Attribution.Stix;

/// <summary>The stable codes of <see cref="StixFinding"/>; they never change their meaning.</summary>
public static class FindingCodes
{
    // The text is not what it should be: the object (or the container) cannot be read.
    public const string MalformedJson = "STIX_MALFORMED_JSON";
    public const string MalformedContainer = "STIX_MALFORMED_CONTAINER";
    public const string Truncated = "STIX_TRUNCATED";
    public const string InvalidUtf8 = "STIX_INVALID_UTF8";
    public const string LoneSurrogate = "STIX_LONE_SURROGATE";
    public const string DuplicateProperty = "STIX_DUPLICATE_PROPERTY";
    public const string TooDeep = "STIX_TOO_DEEP";
    public const string TooLarge = "STIX_OBJECT_TOO_LARGE";
    public const string NotAnObject = "STIX_NOT_AN_OBJECT";
    public const string InvalidType = "STIX_INVALID_TYPE";
    public const string InvalidId = "STIX_INVALID_ID";
    public const string NestedBundle = "STIX_NESTED_BUNDLE";

    // One object breaks a rule of the specification.
    public const string MissingProperty = "STIX_MISSING_PROPERTY";
    public const string WrongType = "STIX_WRONG_TYPE";
    public const string NullValue = "STIX_NULL_VALUE";
    public const string NulCharacter = "STIX_NUL_CHARACTER";
    public const string EmptyList = "STIX_EMPTY_LIST";
    public const string InvalidTimestamp = "STIX_INVALID_TIMESTAMP";
    public const string InvalidReference = "STIX_INVALID_REFERENCE";
    public const string WrongReferenceType = "STIX_WRONG_REFERENCE_TYPE";
    public const string ProhibitedProperty = "STIX_PROHIBITED_PROPERTY";
    public const string UnknownType = "STIX_UNKNOWN_TYPE";
    public const string UnknownProperty = "STIX_UNKNOWN_PROPERTY";
    public const string UnknownVocabularyValue = "STIX_UNKNOWN_VOCABULARY_VALUE";
    public const string InvalidEnumValue = "STIX_INVALID_ENUM_VALUE";
    public const string ConfidenceOutOfRange = "STIX_CONFIDENCE_OUT_OF_RANGE";
    public const string TimesOutOfOrder = "STIX_TIMES_OUT_OF_ORDER";
    public const string TimestampPrecision = "STIX_TIMESTAMP_PRECISION";
    public const string UnexpectedObservableId = "STIX_UNEXPECTED_OBSERVABLE_ID";
    public const string IdNotLowerCase = "STIX_ID_NOT_LOWER_CASE";
    public const string UnexpectedUuidVersion = "STIX_UNEXPECTED_UUID_VERSION";
    public const string InvalidPattern = "STIX_INVALID_PATTERN";
    public const string InvalidSelector = "STIX_INVALID_SELECTOR";
    public const string InvalidMarking = "STIX_INVALID_MARKING";
    public const string InvalidTlp = "STIX_INVALID_TLP";
    public const string InvalidExtension = "STIX_INVALID_EXTENSION";
    public const string InvalidExternalReference = "STIX_INVALID_EXTERNAL_REFERENCE";
    public const string InvalidKillChainPhase = "STIX_INVALID_KILL_CHAIN_PHASE";
    public const string IncompleteObject = "STIX_INCOMPLETE_OBJECT";
    public const string UnknownRelationship = "STIX_UNKNOWN_RELATIONSHIP";
    public const string ForbiddenRelationshipEnd = "STIX_FORBIDDEN_RELATIONSHIP_END";

    // Objects of one bundle do not fit together.
    public const string NotABundle = "STIX_NOT_A_BUNDLE";
    public const string OldSpecVersion = "STIX_OLD_SPEC_VERSION";
    public const string DuplicateObject = "STIX_DUPLICATE_OBJECT";
    public const string ConflictingVersion = "STIX_CONFLICTING_VERSION";
    public const string ChangedCreation = "STIX_CHANGED_CREATION";
    public const string VersionAfterRevocation = "STIX_VERSION_AFTER_REVOCATION";
    public const string SharedUuid = "STIX_SHARED_UUID";
    public const string DanglingReference = "STIX_DANGLING_REFERENCE";
}
